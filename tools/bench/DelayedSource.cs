using System.Runtime.CompilerServices;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Bench;

/// <summary>A venue far away: trades that happen at a steady pace and arrive after a delay of their own, by the run's clock, so some come after trades that happened later.</summary>
internal sealed class DelayedSource(string symbol, int seed, int rows, TimeSpan pace, TimeSpan mostDelay) : Source
{
    private long _newest = long.MinValue;

    /// <inheritdoc/>
    public override bool Vouches => true;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => [new PortShape(Schemas.Trade)];

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        var random = new Random(seed);
        var arrivals = new PriorityQueue<int, TimeSpan>(Enumerable.Range(0, rows).Select(i => (i, (i * pace) + (random.NextDouble() * mostDelay))));
        var prices = Enumerable.Range(0, rows).Select(_ => 100 + (random.Next(-50, 50) / 10.0)).ToArray();
        var begun = context.Clock.GetTimestamp();
        var epoch = context.Clock.GetUtcNow();
        while (arrivals.TryDequeue(out var row, out var due))
        {
            if (due - context.Clock.GetElapsedTime(begun) is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, context.Clock, stop).ConfigureAwait(false);
            }

            Write(context.Ports[0], row, (epoch - DateTimeOffset.UnixEpoch + (row * pace)).Ticks * 100, prices[row]);
            yield return new Delivery(context.Ports[0].Take(_newest, context.Clock.GetTimestamp()));
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => state.Write("newest", _newest);

    /// <inheritdoc/>
    public override void Load(StateReader state) => _newest = state.Read<long>("newest");

    private void Write(PortWriter port, int row, long ts, double price)
    {
        port.Values<long>("ts")?.Append(ts);
        port.Values<long>("ts_recv")?.Append(ts);
        port.Symbols("venue")?.Append("far");
        port.Symbols("symbol")?.Append(symbol);
        port.Text("trade_id")?.Append(row.ToString(System.Globalization.CultureInfo.InvariantCulture));
        port.Values<double>("price")?.Append(price);
        port.Values<double>("qty")?.Append(1 + (row % 7));
        port.Values<byte>("side")?.Append((byte)(1 + (row % 2)));
        port.Values<byte>("kind")?.Append((byte)1);
        _newest = Math.Max(_newest, ts);
        port.Commit(_newest);
    }
}
