using System.Runtime.CompilerServices;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Bench;

/// <summary>A live source that hands over batches in memory as fast as they are taken, and then tells <paramref name="over"/>.</summary>
internal sealed class BusySource(IReadOnlyList<Batch> batches, TaskCompletionSource over) : Source
{
    /// <inheritdoc/>
    public override bool Vouches => true;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => [new PortShape(batches[0].Schema)];

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        await Task.Yield();
        foreach (var batch in batches)
        {
            yield return new Delivery(batch.Retain());
        }

        over.SetResult();
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => throw new NotSupportedException("not saved in a benchmark");

    /// <inheritdoc/>
    public override void Load(StateReader state) => throw new NotSupportedException("not saved in a benchmark");
}
