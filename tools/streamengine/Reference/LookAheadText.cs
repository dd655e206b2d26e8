using System.Text;
using StreamEngine.Cli.Screen;
using StreamEngine.Replay;
using StreamEngine.Replay.Verification;

namespace StreamEngine.Cli.Reference;

/// <summary>A search for look-ahead, for people, in 80 columns.</summary>
internal static class LookAheadText
{
    private const int Head = 10;
    private const int MostCells = 20;

    private static readonly string Indent = new(' ', Head);

    public static string Of(string file, LookAheadResult result, LookAheadOptions options)
    {
        var text = new StringBuilder();
        Line(text, "pipeline", file);
        Line(text, "input", string.Join(", ", result.Sources.Select(s => $"{s.Key} {Rows(s.Value)}")));
        Line(text, "cuts", $"{Numbers.Count(result.Cuts)}, seed {options.Seed}: by turns at an instant, and behind random rows of each source");
        var table = new TextTable("sink", ">rows", ">least at a cut", ">most at a cut", ">compared");
        foreach (var sink in result.Sinks)
        {
            table.Add(sink.Sink, Numbers.Count(sink.Rows), Numbers.Count(sink.Least), Numbers.Count(sink.Most), Numbers.Count(sink.Compared));
        }

        text.Append(table.Text(Terminal.Width));
        foreach (var found in result.Found)
        {
            text.Append('\n');
            Tell(text, found);
        }

        Line(text, "result", result.Found.Count == 0 ? "no look-ahead: what came out before each cut is the beginning of the full run" : $"LOOK-AHEAD in {Numbers.Counted(result.Found.Count, "sink")}");
        return text.ToString();
    }

    private static void Tell(StringBuilder text, LookAhead found)
    {
        if (found.Kind == LookAheadKind.Failed)
        {
            Line(text, "run", $"fails when its input is {found.Cut} (cut {found.Number}), and not when it is whole: {found.Failure!.Message}");
            return;
        }

        Line(text, "sink", $"{found.Sink}, row {Numbers.Count(found.Row)}, stream time {UtcTime.Text(found.At)}");
        if (found.Node is { } node)
        {
            Line(text, "node", $"{node}: of the nodes whose rows show it the first in the graph");
        }

        Line(text, "cut", $"{found.Number}: input {found.Cut}");
        Line(text, "what", found.Kind switch
        {
            LookAheadKind.Changed => "the row was put out before the cut, and is another one in the full run: it depends on rows behind it",
            LookAheadKind.Missing => "the full run has the row, with a stream time that is not behind the cut, but it had not come when the input stopped: it was made of rows behind its own time",
            _ => "the row was put out before the cut, and the full run does not have it",
        });
        var table = new TextTable("", "column", found.Kind == LookAheadKind.Missing ? "" : "at the cut", found.Kind == LookAheadKind.Extra ? "" : "in the full run");
        foreach (var cell in found.Cells.Count <= MostCells ? found.Cells : [.. found.Cells.OrderByDescending(c => c.Differs).Take(MostCells)])
        {
            table.Add(cell.Differs && found.Kind == LookAheadKind.Changed ? "*" : "", cell.Column, found.Kind == LookAheadKind.Missing ? "" : cell.A ?? "null", found.Kind == LookAheadKind.Extra ? "" : cell.B ?? "null");
        }

        text.Append(table.Text(Terminal.Width));
    }

    private static string Rows(long rows) => $"{Numbers.Count(rows)} {(rows == 1 ? "row" : "rows")}";

    private static void Line(StringBuilder text, string head, string what) =>
        text.Append(head.PadRight(Head)).Append(Wrapped.Lines(what, Terminal.Width - Head, Indent)).Append('\n');
}
