using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Testing;

namespace StreamEngine.Cli.Testing;

/// <summary>
/// The text of a file with what came written where something else was expected. Where as many rows came as were expected only the differing values change; else the list of rows is written anew. Everything
/// else, comments and layout, stays.
/// </summary>
internal sealed class BlessedFile
{
    private const int MostRows = 50;
    private const int OneLine = 120;

    private readonly SourceText _source;
    private readonly string _newLine;
    private readonly List<TextEdit> _edits = [];

    private BlessedFile(string path, string text)
    {
        _source = new SourceText(path, text);
        _newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
    }

    /// <summary>The text after.</summary>
    public string After { get; private set; } = "";

    /// <summary>Expectations that were written.</summary>
    public int Count => _edits.Count;

    /// <summary>Writes what came into the text of a file. A subset, an error and a failed run are left for a person.</summary>
    public static BlessedFile Of(string path, string text, IEnumerable<CaseResult> results)
    {
        var blessed = new BlessedFile(path, text);
        foreach (var result in results)
        {
            blessed.Bless(result);
        }

        blessed.After = TextEdits.Apply(text, blessed._edits.Distinct());
        return blessed;
    }

    /// <summary>Whether a failure can be blessed.</summary>
    public static bool Can(CaseFailure failure) => failure.Part is FailedPart.Count or FailedPart.Hash or FailedPart.Missing || failure is { Part: FailedPart.Rows, Expectation.IsSubset: false };

    private void Bless(CaseResult result)
    {
        var missing = result.Failures.Where(f => f.Part == FailedPart.Missing && ReferenceEquals(f.Expectation!.Entry, result.Case.Expect)).ToList();
        if (missing.Count > 0)
        {
            Fill(result.Case, missing);
        }

        foreach (var failure in result.Failures.Where(f => Can(f) && !missing.Contains(f)))
        {
            var expectation = failure.Expectation!;
            switch (failure.Part)
            {
                case FailedPart.Count:
                    Replace(expectation.Count!.Span, failure.GotCount.ToString(System.Globalization.CultureInfo.InvariantCulture));
                    break;
                case FailedPart.Hash:
                    Replace(expectation.Hash!.Span, failure.GotHash!);
                    break;
                case FailedPart.Missing:
                    Write(expectation.Entry, IsFlow(result.Case) || IsFlow(result.Case.Expect!.Value), Rows(failure));
                    break;
                default:
                    BlessRows(result.Case, failure, expectation);
                    break;
            }
        }
    }

    private void BlessRows(CaseSpec spec, CaseFailure failure, Expectation expectation)
    {
        if (failure.Differences.All(d => d is { Expected: not null, Got: not null }))
        {
            foreach (var (cell, got) in failure.Differences.SelectMany(d => d.Cells.Select(c => (d.Expected!.Cells[c], d.Got!))))
            {
                Replace(cell.Node.Span, RowYaml.Value(cell.In(got), cell.Index < 0 ? ColumnType.Timestamp : expectation.Port.Schema[cell.Index].Type));
            }

            return;
        }

        var entry = expectation.RowsEntry!;
        var inside = IsFlow(spec) || IsFlow(spec.Expect!.Value) || (!ReferenceEquals(entry, expectation.Entry) && IsFlow(expectation.Entry.Value));
        Write(entry, inside, Rows(failure));
    }

    /// <summary>Fills <c>expect: {}</c> with what every sink got.</summary>
    private void Fill(CaseSpec spec, List<CaseFailure> sinks)
    {
        var entry = spec.Expect!;
        var flow = IsFlow(spec);
        var inner = new string(' ', entry.Key.Span.Column + 1);
        var parts = sinks.Select(s => $"{s.Expectation!.Port.Name}: {Flow(Rows(s))}").ToList();
        var block = string.Concat(sinks.Select(s => $"{_newLine}{inner}{s.Expectation!.Port.Name}:{Value(Rows(s), entry.Key.Span.Column + 3)}"));
        ReplaceValue(entry, flow ? $" {{ {string.Join(", ", parts)} }}" : block);
    }

    private void Write(YamlEntry entry, bool inside, (IReadOnlyList<string> Rows, string? Sum) got) =>
        ReplaceValue(entry, inside ? " " + Flow(got) : Value(got, entry.Key.Span.Column + 1));

    /// <summary>What stands behind the colon of a key in block style: one line where it fits, else a line a row.</summary>
    private string Value((IReadOnlyList<string> Rows, string? Sum) got, int indent)
    {
        var flow = Flow(got);
        return got.Sum is not null || got.Rows.Count == 0 || (got.Rows.Count == 1 && flow.Length <= OneLine)
            ? " " + flow
            : string.Concat(got.Rows.Select(row => $"{_newLine}{new string(' ', indent)}- {row}"));
    }

    private static string Flow((IReadOnlyList<string> Rows, string? Sum) got) => got.Sum ?? (got.Rows.Count == 0 ? "[]" : $"[ {string.Join(", ", got.Rows)} ]");

    /// <summary>The rows as text with the columns the case names, or all that say something; of more than can be read, count and hash.</summary>
    private static (IReadOnlyList<string> Rows, string? Sum) Rows(CaseFailure failure)
    {
        var schema = failure.Expectation!.Port.Schema;
        var named = failure.Expectation.Columns;
        var rows = failure.Got!;
        if (named.Count == 0)
        {
            if (failure.GotCount > MostRows)
            {
                return ([], string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{{ count: {failure.GotCount}, hash: {failure.GotHash} }}"));
            }

            named = [.. schema.Fields.Where((f, i) => f.Name is not ("ts_recv" or "venue") && rows.Any(r => r.Values[i] is not null)).Select(f => f.Name)];
        }

        return ([.. rows.Select(r => RowYaml.Of(r, schema, named))], null);
    }

    private void ReplaceValue(YamlEntry entry, string text)
    {
        var key = entry.Key.Span;
        var value = entry.Value;
        var (line, column) = value.IsNull && value is YamlScalar { Value: "" } ? (key.EndLine, key.EndColumn + 1) : (value.Span.EndLine, value.Span.EndColumn);
        Replace(new Span(key.File, key.EndLine, key.EndColumn, line, column), ":" + text);
    }

    private void Replace(Span span, string text) => _edits.Add(new TextEdit(span, text));

    private bool IsFlow(CaseSpec spec) => At(spec.Whole) == '{';

    private bool IsFlow(YamlNode node) => At(node.Span) is '{' or '[';

    private char At(Span span) => _source.StartOf(span.Line) + span.Column - 1 is var at && at < _source.Text.Length ? _source.Text[at] : '\0';
}
