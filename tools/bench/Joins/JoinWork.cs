using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Joins;

/// <summary>Something the engine and a loop written by hand both do, over rows that stand in memory.</summary>
internal abstract class JoinWork
{
    /// <summary>Rows of a batch handed over.</summary>
    protected const int BatchRows = 1024;

    /// <summary>Keys among the rows.</summary>
    protected const int Keys = 16;

    /// <summary>Rows that go in.</summary>
    public abstract long Rows { get; }

    /// <summary>The nodes; the last is <c>x</c>.</summary>
    public abstract string Nodes { get; }

    /// <summary>Makes the rows and holds them as sources.</summary>
    public abstract void Prepare(RunOptions options);

    /// <summary>Takes the rows of a batch into a digest.</summary>
    public abstract ulong Digest(Batch batch, ulong digest);

    /// <summary>The same by hand: one loop, columns in and columns out; gives the digest.</summary>
    public abstract ulong ByHand();

    /// <summary>Holds rows under a name, in batches.</summary>
    protected static void Hold(string name, RunOptions options, Schema schema, int count, Action<PortWriter, int> write, Func<int, long> at)
    {
        var writer = new PortWriter(schema, null, options.Symbols, options.Pool);
        var batches = new List<Batch>();
        for (var i = 0; i < count; i++)
        {
            write(writer, i);
            writer.Commit(at(i));
            if (writer.Count == BatchRows || i == count - 1)
            {
                batches.Add(writer.Take(at(i), 0));
            }
        }

        HeldSource.Hold(name, batches);
    }

    /// <summary>One more value of a digest that depends on order.</summary>
    protected static ulong Mix(ulong digest, double value) => (digest ^ BitConverter.DoubleToUInt64Bits(value)) * 0x9E3779B97F4A7C15;
}
