using System.Collections;

namespace StreamEngine.Config;

/// <summary>Collects the problems of a file, so that all are reported in one run. Not safe for concurrent use.</summary>
public sealed class Problems : IReadOnlyList<Problem>
{
    /// <summary>The most that are kept; what comes after is counted only.</summary>
    public const int Most = 1000;

    private const int LongestMessage = 1000; // of a hostile file: what is cut off is a name, number or list that nobody reads to its end

    private readonly List<Problem> _items = [];
    private readonly HashSet<(string Code, Span Span)> _seen = [];
    private readonly Dictionary<string, SourceText> _texts = new(StringComparer.Ordinal);

    private IReadOnlyList<Span> _usedAt = [];

    /// <summary>How many were added.</summary>
    public int Count => _items.Count;

    /// <summary>How many were reported, those included that are left out because they were known.</summary>
    public int Reported { get; private set; }

    /// <summary>How many were not kept.</summary>
    public int Omitted { get; private set; }

    /// <summary>Whether one of them refuses the file.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>The problem added at <paramref name="index"/>.</summary>
    public Problem this[int index] => _items[index];

    /// <summary>Adds an error; a second one of the same code at the same place is left out.</summary>
    /// <exception cref="InvalidOperationException">The code is not registered: a bug in the engine.</exception>
    public void Add(string code, Span span, string? node, string message, Suggestion? help = null) =>
        Add(Made(code, Severity.Error, span, node, message, help));

    /// <summary>Adds a warning; a second one of the same code at the same place is left out.</summary>
    /// <exception cref="InvalidOperationException">The code is not registered: a bug in the engine.</exception>
    public void Warn(string code, Span span, string? node, string message, Suggestion? help = null) =>
        Add(Made(code, Severity.Warning, span, node, message, help));

    /// <summary>Adds a problem; a second one of the same code at the same place is left out.</summary>
    /// <exception cref="InvalidOperationException">The code is not registered: a bug in the engine.</exception>
    public void Add(Problem problem)
    {
        if (ErrorCodes.Find(problem.Code) is null)
        {
            throw new InvalidOperationException(
                $"This is a bug in the engine: code {problem.Code} is used but not registered (message: {problem.Message}).");
        }

        Reported++;
        HasErrors |= problem.Severity == Severity.Error;
        problem = problem.UsedAt.Count == 0 && _usedAt.Count > 0 ? problem with { UsedAt = [.. _usedAt.SkipWhile(place => place.File == problem.Span.File)] } : problem;
        if (_items.Count >= Most)
        {
            Omitted++;
        }
        else if (_seen.Add((problem.Code, problem.Span)))
        {
            _items.Add(problem with { Message = Cut(problem.Message)!, Help = Cut(problem.Help) });
        }
    }

    private static string? Cut(string? text) => text?.Length > LongestMessage ? text[..LongestMessage] + "…" : text;

    /// <summary>Says, until the result is disposed, where the template is used in which problems are found.</summary>
    /// <param name="usedAt">The places, innermost first.</param>
    public IDisposable Within(IReadOnlyList<Span> usedAt) => new UseScope(this, usedAt);

    /// <summary>Keeps the text of a file that was read, so that its lines can be shown beside a problem.</summary>
    public void Keep(string file, string text) => _texts[file] = new SourceText(file, text);

    /// <summary>The text of a file that was read; empty when there was none of this name.</summary>
    public string TextOf(string file) => _texts.GetValueOrDefault(file)?.Text ?? "";

    /// <summary>All problems by file and position; those of one place in the order they were found.</summary>
    public IReadOnlyList<Problem> InOrder() =>
        [.. _items.OrderBy(problem => problem.Span.File, StringComparer.Ordinal).ThenBy(problem => problem.Span.Line).ThenBy(problem => problem.Span.Column)];

    private Problem Made(string code, Severity severity, Span span, string? node, string message, Suggestion? help) =>
        new(code, severity, span, node, message, help?.Text) { Fix = help?.EditsAt(span, _texts.GetValueOrDefault(span.File)) ?? [], Table = help?.Table ?? [] };

    /// <inheritdoc/>
    public IEnumerator<Problem> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class UseScope : IDisposable
    {
        private readonly Problems _problems;
        private readonly IReadOnlyList<Span> _before;

        public UseScope(Problems problems, IReadOnlyList<Span> usedAt)
        {
            _problems = problems;
            _before = problems._usedAt;
            problems._usedAt = usedAt;
        }

        public void Dispose() => _problems._usedAt = _before;
    }
}
