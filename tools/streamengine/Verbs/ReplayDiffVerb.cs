using System.CommandLine;
using System.Globalization;
using StreamEngine.Cli.Reference;
using StreamEngine.Cli.Screen;
using StreamEngine.Data;
using StreamEngine.Replay;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>replay diff A B</c>: whether two recordings say the same, and where not.</summary>
internal sealed class ReplayDiffVerb : Verb
{
    private readonly Argument<string> _a = new("A") { Description = "a recording" };
    private readonly Argument<string> _b = new("B") { Description = "the one to compare it with; the formats need not be the same" };
    private readonly Option<string> _key = new("--key") { HelpName = "columns", Description = "match rows by these columns (a,b,c), within 65,536 rows" };
    private readonly Option<string[]> _tolerance = new("--tolerance") { HelpName = "col=1e-9", Description = "numbers no farther apart are equal; *=… for all floats" };

    public ReplayDiffVerb(Terminal terminal)
        : base(terminal, "diff", "compare two recordings",
            "Compares columns and rows of two recordings, whatever their formats: the columns that differ, the first row that differs with column and both values, and how many more do. "
            + "A text file without types is read with those of the other. Exit code 0 when equal, 1 when not.",
            "streamengine replay diff out/a.arrow out/b.csv", "streamengine replay diff a.arrow b.arrow --key ts,symbol --tolerance vwap=1e-9")
    {
        Add(_a);
        Add(_b);
        Add(_key);
        Add(_tolerance);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed)
    {
        var (fileA, fileB) = (parsed.GetRequiredValue(_a), parsed.GetRequiredValue(_b));
        var options = new DiffOptions { Key = Key(parsed), Tolerance = Tolerance(parsed) };
        var (a, b) = await Open(fileA, fileB);
        var (refusedA, refusedB) = (new RefusedRows(), new RefusedRows());
        DiffResult diff;
        try
        {
            diff = await RecordingDiff.Of(a, b, options, refusedA, refusedB);
        }
        catch (ArgumentException unknown)
        {
            throw new UsageException(unknown.Message);
        }

        foreach (var finding in new[] { refusedA.Finding, refusedB.Finding }.OfType<string>())
        {
            Terminal.Error.WriteLine(finding);
        }

        if (parsed.GetValue(Json))
        {
            Terminal.Out.WriteLine(JsonText.Of(DiffJson.Of(fileA, fileB, diff)));
        }
        else
        {
            Terminal.Out.Write(DiffText.Of(fileA, fileB, diff));
            if (options.Key.Count == 0 && diff.Differing > 1 && diff.RowsA != diff.RowsB && KeyOf(a.Schema, b.Schema) is { } key)
            {
                Terminal.Error.WriteLine($"rows may be missing in between: --key {key} brings together those that belong together");
            }
        }

        return diff.IsEqual && refusedA.Count == 0 && refusedB.Count == 0 ? ExitCodes.Ok : ExitCodes.RunFailed;
    }

    /// <summary>Opens both; where the types of one were guessed and the other has its own, it is opened again with those.</summary>
    private static async Task<(IBatchRecording A, IBatchRecording B)> Open(string fileA, string fileB)
    {
        var (a, b) = (await Recording.Open(fileA), await Recording.Open(fileB));
        return (a.IsGuessed, b.IsGuessed) switch
        {
            (true, false) => (await Recording.Open(fileA, new RecordingOptions { Schema = Typed(a.Schema, b.Schema) }), b),
            (false, true) => (a, await Recording.Open(fileB, new RecordingOptions { Schema = Typed(b.Schema, a.Schema) })),
            _ => (a, b),
        };
    }

    private static Schema Typed(Schema guessed, Schema known) => new(guessed.Name, [.. guessed.Fields.Select(f => known.Find(f.Name) is { } field ? field with { Nullable = true } : f)]);

    /// <summary>Columns that usually tell rows apart, where both files have them.</summary>
    private static string? KeyOf(Schema a, Schema b)
    {
        var columns = new[] { "ts", "symbol", "trade_id", "seq", "id" }.Where(name => a.Has(name) && b.Has(name)).ToList();
        return columns.Count == 0 ? null : string.Join(',', columns);
    }

    private List<string> Key(ParseResult parsed) => [.. (parsed.GetValue(_key) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private Dictionary<string, double> Tolerance(ParseResult parsed)
    {
        var tolerances = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var given in parsed.GetValue(_tolerance) ?? [])
        {
            var sign = given.LastIndexOf('=');
            if (sign < 1 || !double.TryParse(given[(sign + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var tolerance) || !(tolerance >= 0) || double.IsInfinity(tolerance))
            {
                throw new UsageException($"--tolerance {given}: write --tolerance column=1e-9, or *=1e-9 for all floats");
            }

            tolerances[given[..sign]] = tolerance;
        }

        return tolerances;
    }
}
