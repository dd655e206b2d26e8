using System.Runtime.CompilerServices;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Bench;

/// <summary>A live source that brings nothing, until <paramref name="over"/>.</summary>
internal sealed class QuietSource(Schema schema, Task over) : Source
{
    /// <inheritdoc/>
    public override bool Vouches => true;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => [new PortShape(schema)];

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        await over.WaitAsync(stop).ConfigureAwait(false);
        yield break;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => throw new NotSupportedException("not saved in a benchmark");

    /// <inheritdoc/>
    public override void Load(StateReader state) => throw new NotSupportedException("not saved in a benchmark");
}
