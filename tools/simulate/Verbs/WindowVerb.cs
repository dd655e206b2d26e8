using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary><c>window</c>: tumbling, hopping and sliding windows, each by looking at all rows.</summary>
/// <param name="Shape"><c>tumble</c>, <c>hop</c> or <c>slide</c>.</param>
/// <param name="WidthNs">Length.</param>
/// <param name="EveryNs">From one to the next; of a sliding window 0.</param>
/// <param name="OffsetNs">Where they lie.</param>
/// <param name="OwnLatenessNs">How long behind its end a window closes; null for the file's.</param>
/// <param name="Empty"><c>skip</c>, <c>null</c> or <c>carry</c>.</param>
/// <param name="EarlyNs">Distance of provisional results; 0 for none.</param>
/// <param name="Aggregates">What is computed.</param>
internal sealed record WindowVerb(
    string Shape, long WidthNs, long EveryNs, long OffsetNs, long? OwnLatenessNs, string Empty, long EarlyNs, IReadOnlyList<SimAggregate> Aggregates) : SimVerb
{
    /// <inheritdoc/>
    public override string Name => "window";

    /// <inheritdoc/>
    public override string Kind => $"window {Shape}";

    /// <inheritdoc/>
    public override string Options
    {
        get
        {
            var parts = new List<string> { Invariant($"{Shape}: {WidthNs}ns") };
            if (Shape == "hop")
            {
                parts.Add(Invariant($"every: {EveryNs}ns"));
            }

            if (OffsetNs > 0)
            {
                parts.Add(Invariant($"offset: {OffsetNs}ns"));
            }

            if (OwnLatenessNs is { } lateness)
            {
                parts.Add(Invariant($"lateness: {lateness}ns"));
            }

            if (Empty != "skip")
            {
                parts.Add($"empty: {Empty}");
            }

            if (EarlyNs > 0)
            {
                parts.Add(Invariant($"early: {EarlyNs}ns"));
            }

            return $"{{ {string.Join(", ", parts)} }}";
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ports => ["", "late"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> SelectLines => [.. Aggregates.Select(a => a.Line)];

    /// <inheritdoc/>
    public override IReadOnlyList<SimColumn> Columns(IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key) =>
    [
        new("ts", CellType.Timestamp, false), .. key.Select(k => inputs[0].First(c => c.Name == k) with { Nullable = false }),
        new("window_start", CellType.Timestamp, false), new("window_end", CellType.Timestamp, false),
        .. EarlyNs > 0 ? [new SimColumn("is_final", CellType.Bool, false)] : Array.Empty<SimColumn>(),
        .. Aggregates.Select(a => a.Column(inputs[0])),
    ];

    /// <inheritdoc/>
    public override bool Fits(IReadOnlyList<IReadOnlyList<SimColumn>> inputs) =>
        Has(inputs[0], "ts", CellType.Timestamp) && Aggregates.All(a => a.Columns.All(name => inputs[0].Any(c => c.Name == name)));

    /// <inheritdoc/>
    public override void Run(VerbRun run)
    {
        var lateness = OwnLatenessNs ?? run.LatenessNs;
        var rows = new List<TimedRow>();
        var events = run.Keyed().ToList();
        foreach (var late in events.Where(e => LastEnd(e.Row.Ts) + lateness < e.Row.At))
        {
            run.Dead("late", late.Row, "SE9401");
        }

        foreach (var key in events.GroupBy(e => e.Key!))
        {
            var all = key.Select(e => e.Row).ToList();
            rows.AddRange(Shape == "slide" ? Slide(key.Key, all, lateness, run) : Grid(key.Key, all, lateness, run));
        }

        run.Emit(rows);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>End of the last window that holds a time.</summary>
    private long LastEnd(long ts) => Shape == "slide" ? ts + WidthNs : AtOrAfter(ts + 1, EveryNs, OffsetNs) - EveryNs + WidthNs;

    private IEnumerable<TimedRow> Slide(string key, List<SimRow> all, long lateness, VerbRun run)
    {
        foreach (var row in all.Where(r => r.At <= r.Ts + 1 + lateness))
        {
            var closes = row.Ts + 1 + lateness;
            var inside = all.Where(r => r.Ts > row.Ts - WidthNs && r.Ts <= row.Ts && r.At <= closes).ToList();
            yield return new TimedRow(closes, key, Result(all[0], row.Ts + 1, null, inside, run));
        }
    }

    private IEnumerable<TimedRow> Grid(string key, List<SimRow> all, long lateness, VerbRun run)
    {
        var ends = all.SelectMany(r => Ends(r.Ts).Where(end => r.At <= end + lateness)).Distinct().Order().ToList();
        if (ends.Count == 0)
        {
            yield break;
        }

        List<SimRow> before = [];
        for (var end = ends[0]; end <= ends[^1] || (Empty != "skip" && end + lateness <= run.EndsAt); end += EveryNs)
        {
            var inside = all.Where(r => r.Ts >= end - WidthNs && r.Ts < end && r.At <= end + lateness).ToList();
            for (var show = EarlyNs > 0 && inside.Count > 0 ? AtOrAfter(inside[0].At, EarlyNs, 0) : long.MaxValue; show < end + lateness; show += EarlyNs)
            {
                yield return new TimedRow(show, key, Result(all[0], end, show, [.. inside.Where(r => r.At <= show)], run), Phase: 1);
            }

            if (inside.Count == 0 && Empty == "skip")
            {
                continue;
            }

            yield return new TimedRow(end + lateness, key, Result(all[0], end, null, inside.Count == 0 && Empty == "carry" ? before : inside, run));
            before = inside.Count > 0 ? inside : before;
        }
    }

    private IEnumerable<long> Ends(long ts)
    {
        for (var end = AtOrAfter(ts + 1, EveryNs, OffsetNs + (WidthNs % EveryNs)); end - WidthNs <= ts; end += EveryNs)
        {
            yield return end;
        }
    }

    private Dictionary<string, object?> Result(SimRow keyed, long end, long? show, List<SimRow> inside, VerbRun run)
    {
        var cells = new Dictionary<string, object?>(StringComparer.Ordinal) { ["ts"] = Math.Min(end - 1, show ?? long.MaxValue), ["window_start"] = end - WidthNs, ["window_end"] = end };
        foreach (var column in run.KeyColumns)
        {
            cells[column] = keyed[column];
        }

        if (EarlyNs > 0)
        {
            cells["is_final"] = show is null;
        }

        var ordered = inside.OrderBy(r => r.Ts).ToList();
        foreach (var aggregate in Aggregates)
        {
            cells[aggregate.Name] = aggregate.Of(ordered);
        }

        return cells;
    }
}
