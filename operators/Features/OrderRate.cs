using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Features;

/// <summary>Order rate: how many events a second its inputs brought in the last <c>window</c> of event time.</summary>
/// <remarks>
/// <code>orders_per_sec = #{ events: t − window &lt; ts ≤ t } / window</code>
/// t is the <c>ts</c> of the row of <c>in</c>, window in seconds; an event is a row of any other input. For the market report these are the trades and the book (one row a venue message, so a message that changes many levels
/// is one event). Source: REQUIREMENTS FEA-06; the net flow there is <c>trade_flow</c> with a window of 30 s.
/// <para>In: <c>in</c>, rows with <c>ts</c> that ask; any other inputs, by names of yours, of any rows with <c>ts</c>; per key. Appends to the rows of <c>in</c> <c>orders_per_sec</c>: events a second, 0 or more.</para>
/// <para>Edge cases: without events it is 0; at the start of a run the window is not full and the rate too low by what it lacks; an event ahead of t counts from its own time on; a row of <c>in</c> whose window reaches back to dropped
/// events is answered null.</para>
/// <para>Emits one answer a row of <c>in</c>, in order; holds each row back until the rows of its instant of stream time have come; completes after the last row held; fails with its inputs, and a null key is an error row. No
/// warm-up. Cost: O(1) an event in order. Memory: 17 bytes an event, dropped once stream time is past it by 2 × (<c>window</c> + <c>time.lateness</c>) and the next event of its key comes.</para>
/// </remarks>
[Operator("order_rate", OperatorKind.Feature, Allocates = Allocation.Nothing)]
public sealed class OrderRate(OrderRateOptions options) : AskedOperator
{
    private readonly KeyedStates<EventSpan<bool>> _events = new("events", () => new EventSpan<bool>());
    private readonly long _window = options.Window.Nanoseconds;
    private ScatterColumn<double>? _rate;
    private int[] _ts = [];
    private long _kept;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        for (var input = 0; input < scope.Inputs.Count; input++)
        {
            scope.Read(input, "ts", null, TypeKind.Timestamp);
        }

        _kept = 2 * (_window + scope.LatenessNs);
        return AppendedColumns.Bind(scope, new Field("orders_per_sec", ColumnType.Float64, true));
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        base.Open(context);
        _rate = (ScatterColumn<double>?)Answers.At(0);
        _ts = [.. context.Inputs.Select(i => i!.IndexOf("ts"))];
    }

    /// <inheritdoc/>
    protected override bool Take(int input, int key, Batch batch, int row, long at)
    {
        var events = _events[key];
        events.Insert(((ValueColumn<long>)batch.Column(_ts[input])).Values[row], true, at);
        while (events.TryDrop(at - _kept, out _, out _))
        {
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void Answer(int to, int key, long t)
    {
        var events = _events[key];
        while (events.TryMove(t, _window, out _, out _))
        {
        }

        _rate?.Set(to, events.IsWhole(t, _window) ? events.Count / (_window / 1e9) : null);
    }

    /// <inheritdoc/>
    protected override void SaveKeys(StateWriter state) => _events.Save(state);

    /// <inheritdoc/>
    protected override void LoadKeys(StateReader state) => _events.Load(state);
}

/// <summary>Options of <see cref="OrderRate"/>.</summary>
[Input("in", "Rows with ts that ask for the rate; they pass with a column added.")]
[NamedInputs("Events that are counted: any rows with ts.", Most = 16)]
[Example("""
    x:
      from: { in: quotes, trades: trades, book: book }
      key: symbol
      order_rate: { window: 10ms }
    """)]
public sealed record OrderRateOptions
{
    /// <summary>Event time before a row that counts.</summary>
    [Shorthand, Range("1ns", "365d")]
    public Duration Window { get; init; } = new(10_000_000_000);
}
