using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Workloads;

/// <summary>One of the streams that are merged, its columns in arrays.</summary>
internal sealed class MergeStream
{
    /// <summary>Times, ns, never backwards.</summary>
    public List<long> Ts { get; } = [];

    /// <summary>Place among the events of all streams.</summary>
    public List<long> Seq { get; } = [];

    /// <summary>A price.</summary>
    public List<double> Price { get; } = [];

    /// <summary>A size.</summary>
    public List<double> Qty { get; } = [];

    /// <summary>Adds a row.</summary>
    public void Add(long ts, long seq, double price, double qty)
    {
        Ts.Add(ts);
        Seq.Add(seq);
        Price.Add(price);
        Qty.Add(qty);
    }

    /// <summary>The rows in batches.</summary>
    public IReadOnlyList<Batch> Batches(Schema shape, RunOptions options)
    {
        var batches = new List<Batch>();
        var writer = new PortWriter(shape, null, options.Symbols, options.Pool);
        for (var i = 0; i < Ts.Count; i++)
        {
            writer.Values<long>("ts")!.Append(Ts[i]);
            writer.Values<long>("seq")!.Append(Seq[i]);
            writer.Values<double>("price")!.Append(Price[i]);
            writer.Values<double>("qty")!.Append(Qty[i]);
            writer.Commit(Ts[i]);
            if (writer.Count == options.BatchMax || i == Ts.Count - 1)
            {
                batches.Add(writer.Take(Ts[i], 0));
            }
        }

        return batches;
    }
}
