using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Replay.Verification;

/// <summary>A source whose rows are those of another, handled on the way; to the run it is that source.</summary>
/// <param name="inner">The source.</param>
internal abstract class WrappedSource(Source inner) : Source
{
    /// <inheritdoc/>
    public override bool ClosesAtEnd => inner.ClosesAtEnd;

    /// <inheritdoc/>
    public override bool Vouches => inner.Vouches;

    /// <inheritdoc/>
    public override long QuietUntil => inner.QuietUntil;

    /// <inheritdoc/>
    public override bool Follows => inner.Follows;

    /// <inheritdoc/>
    public override bool EndsAlone => inner.EndsAlone;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => inner.Bind(scope);

    /// <inheritdoc/>
    public override void Save(StateWriter state) => inner.Save(state);

    /// <inheritdoc/>
    public override void Load(StateReader state) => inner.Load(state);

    /// <summary>The batches of the source.</summary>
    protected IAsyncEnumerable<Delivery> Inner(SourceContext context, CancellationToken stop) => inner.Read(context, stop);
}
