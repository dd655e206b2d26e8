using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Fixing;

/// <summary>
/// Makes every certain fix of a pipeline file and of the templates it uses, in memory: all that can be made together, then again on what came of it, until nothing certain is left.
/// </summary>
internal sealed class Mending
{
    private const int MostRounds = 50;

    private readonly Dictionary<string, (FileText Before, FileText Now)> _files = new(StringComparer.Ordinal);

    private Mending(Problems problems, BoundPipeline? bound) => (Problems, Bound) = (problems, bound);

    /// <summary>What is wrong after all fixes.</summary>
    public Problems Problems { get; private set; }

    /// <summary>The pipeline after all fixes; null when it is refused still.</summary>
    public BoundPipeline? Bound { get; private set; }

    /// <summary>How many changes were made.</summary>
    public int Changes { get; private set; }

    /// <summary>The files that are not as they were.</summary>
    public IEnumerable<(string File, FileText Before, FileText Now)> Changed =>
        _files.Where(file => file.Value.Before != file.Value.Now).OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => (file.Key, file.Value.Before, file.Value.Now));

    /// <summary>Mends a file.</summary>
    /// <param name="bind">Binds it, reading files through the function given.</param>
    /// <param name="read">Reads a file from the disk.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Mending Of(Func<Func<string, byte[]>, Problems, BoundPipeline?> bind, Func<string, byte[]> read)
    {
        var first = new Problems();
        var mending = new Mending(first, bind(read, first));
        for (var round = 0; round < MostRounds && mending.Apply(read); round++)
        {
            mending.Problems = new Problems();
            mending.Bound = bind(file => mending._files.TryGetValue(file, out var held) ? held.Now.Bytes : read(file), mending.Problems);
        }

        return mending;
    }

    private bool Apply(Func<string, byte[]> read)
    {
        var edits = TextEdits.Together(Problems.InOrder());
        var applied = false;
        foreach (var file in edits.GroupBy(edit => edit.Span.File))
        {
            if (!_files.TryGetValue(file.Key, out var held) && FileText.Of(read(file.Key)) is { } text)
            {
                held = (text, text);
            }

            if (held.Now is null)
            {
                continue;
            }

            var now = held.Now with { Text = TextEdits.Apply(held.Now.Text, file) };
            applied |= now != held.Now;
            Changes += file.Count();
            _files[file.Key] = (held.Before, now);
        }

        return applied;
    }
}
