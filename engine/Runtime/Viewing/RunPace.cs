using System.Globalization;

namespace StreamEngine.Runtime;

/// <summary>What a run did between two looks at it: rates, how time was spent, and the bottleneck.</summary>
public sealed class RunPace
{
    private const double Full = 0.8;
    private const double Pressed = 0.2;
    private const double InputPressed = 0.1;

    private readonly RunView _now;
    private readonly Dictionary<string, TimeShares> _nodes;
    private readonly List<TimeShares> _segments;

    /// <param name="before">The earlier look.</param>
    /// <param name="now">The later one, at the same run.</param>
    /// <param name="between">Time in between.</param>
    public RunPace(RunView before, RunView now, TimeSpan between)
    {
        _now = now;
        _nodes = now.Nodes.Zip(before.Nodes, (n, b) => (n.Name, Time: n.Time - b.Time)).ToDictionary(n => n.Name, n => n.Time, StringComparer.Ordinal);
        _segments = [.. now.Segments.Zip(before.Segments, (n, b) => n - b)];
        Nodes = [.. now.Nodes.Zip(before.Nodes, (n, b) => PaceOf(n, _nodes[n.Name], between > TimeSpan.Zero ? (n.Rows.In - b.Rows.In) / between.TotalSeconds : 0))];
        Bottleneck = Find();
    }

    /// <summary>The nodes, inputs first.</summary>
    public IReadOnlyList<NodePace> Nodes { get; }

    /// <summary>
    /// The first node, inputs first, that is busy 80 % of the time or more and back-pressured less than 20 %, behind an input that is back-pressured; without one, the busiest that is so busy. In a segment, whose nodes share a
    /// thread, it is the segment that is judged and the busiest of its nodes that is named. Null when nothing limits the run but what comes in.
    /// </summary>
    public Bottleneck? Bottleneck { get; }

    private static NodePace PaceOf(NodeView node, TimeShares time, double rate)
    {
        if (time.Total == 0)
        {
            return new NodePace(node, 0, 1, 0, rate);
        }

        var (busy, waits) = (time.ShareOf(time.Busy), time.ShareOf(time.BackPressured));
        return new NodePace(node, busy, 1 - busy - waits, waits, rate);
    }

    private static string Percent(double share) => Math.Round(share * 100).ToString(CultureInfo.InvariantCulture) + " %";

    private Bottleneck? Find()
    {
        var full = _now.Nodes.Select(n => (Node: n, Time: WorkerOf(n))).Where(n => n.Time.ShareOf(n.Time.Busy) >= Full && n.Time.ShareOf(n.Time.BackPressured) < Pressed).ToList();
        if (full.Count == 0)
        {
            return null;
        }

        var pressed = full.Select(n => (n.Node, n.Time, Input: PressedInput(n.Node))).FirstOrDefault(n => n.Input is not null);
        var (limit, time, input) = pressed.Node is not null ? pressed : full.Select(n => (n.Node, n.Time, Input: (string?)null)).MaxBy(n => n.Time.ShareOf(n.Time.Busy));
        var behind = input is null ? "and not back-pressured" : $"not back-pressured, and {input} in front of it is back-pressured {Percent(WorkerOf(_now[input]).ShareOf(WorkerOf(_now[input]).BackPressured))}";
        if (limit.Segments.Count == 0 || limit.IsSink)
        {
            return new Bottleneck(limit.Name, $"busy {Percent(time.ShareOf(time.Busy))}, {behind}");
        }

        var segment = limit.Segments[0];
        var most = _now.Nodes.Where(n => n.Segments.Contains(segment) && !n.IsSink).MaxBy(n => _nodes[n.Name].Busy)!;
        return new Bottleneck(most.Name, $"its segment {segment} is busy {Percent(time.ShareOf(time.Busy))}, {behind}; of its nodes this one takes most, {Percent(_nodes[most.Name].ShareOf(_nodes[most.Name].Busy))}");
    }

    /// <summary>The time of what runs a node: of its busiest segment, or its own.</summary>
    private TimeShares WorkerOf(NodeView node) =>
        node.Segments.Count == 0 || node.IsSink || _segments.Count == 0 ? _nodes[node.Name] : node.Segments.Select(s => _segments[s - 1]).MaxBy(s => s.ShareOf(s.Busy));

    /// <summary>The input in front of what runs a node that is back-pressured most; null when none is.</summary>
    private string? PressedInput(NodeView node)
    {
        var inside = _now.Nodes.Where(n => n.Name == node.Name || (!node.IsSink && !n.IsSink && n.Segments.Intersect(node.Segments).Any())).Select(n => n.Name).ToHashSet(StringComparer.Ordinal);
        return _now.Edges.Where(e => inside.Contains(e.To) && !inside.Contains(e.From)).Select(e => _now[e.From])
            .Select(n => (n.Name, Share: WorkerOf(n).ShareOf(WorkerOf(n).BackPressured))).Where(n => n.Share >= InputPressed).OrderByDescending(n => n.Share).Select(n => n.Name).FirstOrDefault();
    }
}
