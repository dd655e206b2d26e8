using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Workloads.Scores;

/// <summary>Rows of sixteen features, and what the model says of each.</summary>
/// <param name="Ts">Event times.</param>
/// <param name="Mids">Mid prices.</param>
/// <param name="Features">As the columns hold them, one row behind the other.</param>
internal sealed record ScoredRows(IReadOnlyList<long> Ts, IReadOnlyList<double> Mids, double[] Features)
{
    /// <summary>In the order of the model.</summary>
    public static readonly string[] Names =
    [
        "spread_bps", "spread_dev_bps", "lean_bps", "imbalance_1", "imbalance_5", "imbalance_10", "imbalance_20", "imbalance_dev", "bid_share", "ask_share", "flow_1", "flow_short", "flow_long", "fast_bps", "slow_bps", "cross_bps",
    ];

    /// <summary>The features in single precision, as the model takes them.</summary>
    public float[] Tensors { get; } = Array.ConvertAll(Features, static f => (float)f);

    /// <summary>Rows.</summary>
    public int Count => Ts.Count;

    /// <summary>Holds the features in batches of columns, for <c>bench_held</c>.</summary>
    public void Hold(string name, RunOptions options)
    {
        var schema = new Schema(null, [new Field("ts", ColumnType.Timestamp), .. Names.Select(n => new Field(n, ColumnType.Float64))]);
        var batches = new List<Batch>();
        for (var start = 0; start < Count; start += options.BatchMax)
        {
            var writer = new PortWriter(schema, null, options.Symbols, options.Pool);
            for (var row = start; row < Math.Min(Count, start + options.BatchMax); row++)
            {
                writer.Values<long>("ts")!.Append(Ts[row]);
                for (var f = 0; f < Names.Length; f++)
                {
                    writer.Values<double>(Names[f])!.Append(Features[(row * Names.Length) + f]);
                }

                writer.Commit(Ts[row]);
            }

            batches.Add(writer.Take(Ts[Math.Min(Count, start + options.BatchMax) - 1], 0));
        }

        HeldSource.Hold(name, batches);
    }

    /// <summary>The scores: the bare session, 64 rows a call, the last one padded.</summary>
    public float[] Scores(BareSession session)
    {
        var scores = new float[Count];
        for (var row = 0; row < Count; row += BareSession.Rows)
        {
            var count = Math.Min(BareSession.Rows, Count - row);
            session.Features.Clear();
            Tensors.AsSpan(row * Names.Length, count * Names.Length).CopyTo(session.Features);
            session.Run()[..count].CopyTo(scores.AsSpan(row));
        }

        return scores;
    }
}
