using System.Collections.Concurrent;
using StreamEngine.Data;

namespace StreamEngine.Bench;

/// <summary>What a <see cref="CountSink"/> saw, found by the name in its options.</summary>
public sealed class Probe
{
    private static readonly ConcurrentDictionary<string, Probe> Named = new(StringComparer.Ordinal);

    private Probe()
    {
    }

    /// <summary>Rows written.</summary>
    public long Rows { get; private set; }

    /// <summary>Called for each batch before it is counted; may take its time.</summary>
    public Func<Batch, CancellationToken, ValueTask>? OnBatch { get; set; }

    /// <summary>A probe of a name, in place of the one before.</summary>
    public static Probe New(string name) => Named[name] = new Probe();

    /// <summary>The probe of a name.</summary>
    public static Probe Of(string name) => Named.GetOrAdd(name, static _ => new Probe());

    /// <summary>Takes a batch.</summary>
    public ValueTask Take(Batch batch, CancellationToken stop)
    {
        if (OnBatch is null)
        {
            Rows += batch.Count;
            return ValueTask.CompletedTask;
        }

        return Slowly(OnBatch, batch, stop);
    }

    private ValueTask Slowly(Func<Batch, CancellationToken, ValueTask> on, Batch batch, CancellationToken stop)
    {
        var open = on(batch, stop);
        if (open.IsCompletedSuccessfully)
        {
            Rows += batch.Count;
            return ValueTask.CompletedTask;
        }

        return Await(open, batch.Count);
    }

    private async ValueTask Await(ValueTask open, int rows)
    {
        await open;
        Rows += rows;
    }
}
