using System.Globalization;
using System.Text;
using StreamEngine.Cli.Screen;
using StreamEngine.Cli.Tapping;
using StreamEngine.Runtime;

namespace StreamEngine.Cli.Running;

/// <summary>The run summary for people, in 80 columns.</summary>
internal static class RunReportText
{
    public static string Of(RunReport report)
    {
        var summary = report.Summary;
        var text = new StringBuilder();
        if (report.Error is not null && summary.RowsIn == 0)
        {
            return "";
        }

        var status = report.Status switch { "ok" => "done", "stopped" => "drained on request", var other => other };
        text.Append('\n').Append(summary.Pipeline).Append(": ").Append(status).Append('\n').Append('\n');
        text.Append(Nodes(summary.Nodes)).Append('\n');
        foreach (var node in summary.Nodes.Where(n => n.Counters.Measures.Count > 0))
        {
            var figures = node.Counters.Measures.Select(m => $"{m.Key.Replace('_', ' ')} {Numbers.Figure(m.Value.Value)}");
            text.Append(Wrapped.Lines($"{node.Name}: {string.Join(", ", figures)}", Terminal.Width)).Append("\n\n");
        }

        if (summary.Edges.Count > 0)
        {
            text.Append(Edges(summary.Edges)).Append('\n');
        }

        Figures(text, report);
        foreach (var wait in summary.Waits)
        {
            text.Append(Wrapped.Lines($"at the end {WaitText.Of(wait)}", Terminal.Width)).Append('\n');
        }

        text.Append(summary.Waits.Count > 0 ? "\n" : "").Append(Account(report));
        return text.ToString();
    }

    private static string Nodes(IReadOnlyList<NodeSummary> nodes)
    {
        // the troubles get a column only where there are some
        List<(string Head, Func<NodeCounters, long> Count, bool Always)> columns =
        [
            ("in", c => c.In, true), ("used", c => c.Used, true), ("filtered", c => c.Filtered, true), ("late", c => c.Late, false), ("rejected", c => c.Rejected, false),
            ("error", c => c.Error + c.OutFailed, false), ("pending", c => c.Pending, true), ("out", c => c.Out, true),
        ];
        columns.RemoveAll(c => !c.Always && nodes.All(n => c.Count(n.Counters) == 0));
        var isWide = columns.Count > 6;
        var table = new TextTable(["node", "verb", .. columns.Select(c => ">" + c.Head)]);
        foreach (var node in nodes)
        {
            table.Add([node.Name, node.Verb ?? "-", .. columns.Select(c => isWide ? Short(c.Count(node.Counters)) : Numbers.Count(c.Count(node.Counters)))]);
        }

        return table.Text(Terminal.Width);
    }

    private static string Short(long count) => count < 1_000_000 ? count.ToString(CultureInfo.InvariantCulture) : Numbers.Rate(count);

    private static string Edges(IReadOnlyList<EdgeState> edges)
    {
        var table = new TextTable("edge", ">sent", ">received", ">dropped", ">queued", ">most/limit");
        foreach (var edge in edges)
        {
            table.Add(edge.Name, Numbers.Count(edge.Sent), Numbers.Count(edge.Received), Numbers.Count(edge.Dropped), Numbers.Count(edge.Queued),
                $"{Numbers.Count(edge.MostQueued)}/{Numbers.Count(edge.LimitRows)}");
        }

        return table.Text(Terminal.Width);
    }

    private static void Figures(StringBuilder text, RunReport report)
    {
        var summary = report.Summary;
        var arrived = summary.LatencyNs.Count > 0;
        text.Append($"rows in         {Numbers.Count(summary.RowsIn)} in {Numbers.Span(summary.Elapsed.TotalNanoseconds)}, {Numbers.Rate(report.RowsPerSecond)} rows/s\n");
        text.Append(summary.Stamped == 0 ? "" : $"vouched         {Numbers.Count(summary.Stamped)} rows came behind what their source had vouched for\n");
        text.Append($"rows a batch    median {summary.BatchRows.Quantile(0.5)}, max {summary.BatchRows.Max}\n");
        text.Append($"source to sink  {(arrived ? $"p50 {Numbers.Span(summary.LatencyNs.Quantile(0.5))}, p99 {Numbers.Span(summary.LatencyNs.Quantile(0.99))}" : "no row arrived")}\n");
        text.Append($"memory          peak {Numbers.Bytes(report.PeakMemory)}, {Numbers.Bytes(report.AllocatedPerRow)} allocated a row, start included\n\n");
    }

    private static string Account(RunReport report)
    {
        var summary = report.Summary;
        var text = report.IsAccounted
            ? "every row is accounted for: in = used + filtered + late + rejected + error + pending "
                + $"at each of {Numbers.Counted(summary.Nodes.Count, "node")}, sent = received + dropped + queued on each of {Numbers.Counted(summary.Edges.Count, "edge")}"
            : summary.Failure is not null
                ? $"the run stopped with rows on their way: {string.Join("; ", summary.Unaccounted)}"
                : $"NOT every row is accounted for: {string.Join("; ", summary.Unaccounted)}";
        return Wrapped.Lines(text, Terminal.Width) + "\n";
    }
}
