using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Tests.Kit;

/// <summary>A live source that brings nothing and counts how often, and by how many at once, it is asked to vouch.</summary>
public sealed class AskedFeed(Schema schema) : Source
{
    private readonly LiveFeed _rows = new(schema);
    private int _asked;
    private int _atOnce;
    private int _mostAtOnce;

    /// <summary>How often it was asked.</summary>
    public int Asked => _asked;

    /// <summary>How many asked at one time.</summary>
    public int MostAtOnce => _mostAtOnce;

    /// <inheritdoc/>
    public override bool Vouches => true;

    /// <inheritdoc/>
    public override long QuietUntil
    {
        get
        {
            Interlocked.Increment(ref _asked);
            var now = Interlocked.Increment(ref _atOnce);
            for (var most = _mostAtOnce; now > most && Interlocked.CompareExchange(ref _mostAtOnce, now, most) != most; most = _mostAtOnce)
            {
                Thread.SpinWait(1);
            }

            Thread.SpinWait(50);
            Interlocked.Decrement(ref _atOnce);
            return StreamTime.Never;
        }
    }

    /// <summary>Ends the source.</summary>
    public void End() => _rows.End();

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => _rows.Bind(scope);

    /// <inheritdoc/>
    public override IAsyncEnumerable<Delivery> Read(SourceContext context, CancellationToken stop) => _rows.Read(context, stop);

    /// <inheritdoc/>
    public override void Save(StateWriter state) => _rows.Save(state);

    /// <inheritdoc/>
    public override void Load(StateReader state) => _rows.Load(state);
}
