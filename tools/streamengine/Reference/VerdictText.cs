using System.Globalization;
using System.Text;
using StreamEngine.Cli.Screen;
using StreamEngine.Replay.Verification;

namespace StreamEngine.Cli.Reference;

/// <summary>What <c>replay verify</c> found, for people, in 80 columns.</summary>
internal static class VerdictText
{
    private const int Head = 10;
    private const int MostCells = 20;
    private const int HashShown = 16;

    private static readonly string Indent = new(' ', Head);

    public static string Of(string file, Verdict verdict)
    {
        var text = new StringBuilder();
        Line(text, "of", file);
        Conditions(text, verdict.Runs);
        var table = new TextTable("sink", "of", ">runs", ">rows", ">contents", ">bytes", "content");
        foreach (var sink in verdict.Sinks)
        {
            table.Add(sink.Sink, Stretch(sink.Stretch), Numbers.Count(sink.Runs), Numbers.Count(sink.Rows), Numbers.Count(sink.Contents.Count),
                sink.Bytes.Count == 0 ? "-" : Numbers.Count(sink.Bytes.Count), sink.Contents[0][..HashShown] + "…");
        }

        text.Append(table.Text(Terminal.Width));
        foreach (var run in verdict.Runs.Where(r => r.Failure is not null))
        {
            Line(text, "failed", $"{run.Conditions}: {run.Failure}");
        }

        foreach (var disagreement in verdict.Disagreements)
        {
            text.Append('\n');
            Tell(text, disagreement);
        }

        Line(text, "result", verdict.IsOne ? $"one answer in {Numbers.Counted(verdict.Runs.Count, "run")}"
            : verdict.Disagreements.Count == 0 ? "not every run came to its end" : $"NOT ONE ANSWER: {Numbers.Counted(verdict.Disagreements.Count, "difference")}");
        return text.ToString();
    }

    private static void Conditions(StringBuilder text, IReadOnlyList<RunOutcome> runs)
    {
        var all = runs.Select(r => r.Conditions).ToList();
        Line(text, "runs", $"{Numbers.Count(all.Count)}: batch {List(all, c => Numbers.Count(c.Batch))}; workers {List(all, c => Numbers.Count(c.Workers))}; {List(all, c => c.Build)}; {List(all, c => c.Gc)} GC; "
            + $"speed {List(all, c => c.Speed.ToString() + (c.Stretch is null ? "" : $" on {Stretch(c.Stretch)}"))}");
    }

    private static string List(IEnumerable<RunConditions> all, Func<RunConditions, string> of) => string.Join(", ", all.Select(of).Distinct());

    private static string Stretch(long? ns) => ns is { } stretch ? $"{(stretch / 1e9).ToString("#,0.###", CultureInfo.InvariantCulture)} s" : "whole";

    private static void Tell(StringBuilder text, Disagreement found)
    {
        Line(text, "sink", $"{found.Sink}: {(found.IsOfContent ? "other rows" : "the same rows in other bytes")}");
        Line(text, "  a", $"{found.ExpectedBy}: {Told(found.Expected)}");
        Line(text, "  b", $"{found.FoundBy}: {Told(found.Found)}");
        if (found.First is not { } first)
        {
            if (found.IsOfContent)
            {
                Line(text, "first", "a keeps no rows to compare with, only their hash: --golden FOLDER --write-golden keeps both");
            }

            return;
        }

        var cell = first.Cells.First(c => c.Differs);
        Line(text, "first", first.IsPair ? $"row {Numbers.Count(first.RowA!.Value)}, column {cell.Column}" : first.RowA is { } only ? $"row {Numbers.Count(only)} is only in a" : $"row {Numbers.Count(first.RowB!.Value)} is only in b");
        if (first.IsPair)
        {
            Line(text, "  a", cell.A ?? "null");
            Line(text, "  b", cell.B ?? "null");
        }

        Line(text, "found in", Numbers.Span(found.Search.TotalNanoseconds));
        var table = new TextTable("", "column", first.RowA is null ? "" : "a", first.RowB is null ? "" : "b");
        foreach (var shown in first.Cells.Count <= MostCells ? first.Cells : [.. first.Cells.OrderByDescending(c => c.Differs).Take(MostCells)])
        {
            table.Add(shown.Differs && first.IsPair ? "*" : "", shown.Column, first.RowA is null ? "" : shown.A ?? "null", first.RowB is null ? "" : shown.B ?? "null");
        }

        text.Append(table.Text(Terminal.Width));
    }

    private static string Told(SinkOutcome? outcome) => outcome is null ? "it is not there" : $"{Numbers.Count(outcome.Rows)} {(outcome.Rows == 1 ? "row" : "rows")}, content {outcome.Content[..HashShown]}…";

    private static void Line(StringBuilder text, string head, string what) =>
        text.Append(head.PadRight(Head)).Append(Wrapped.Lines(what, Terminal.Width - Head, Indent)).Append('\n');
}
