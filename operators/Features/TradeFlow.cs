using System.Globalization;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Features;

/// <summary>Quantities bought and sold by takers in the last <c>window</c> of event time before each row.</summary>
/// <remarks>
/// <code>buy_qty = Σ q (buys),  sell_qty = Σ q (sells),  net_flow = buy_qty − sell_qty,   over trades with t − window &lt; ts ≤ t</code>
/// t is the row's own <c>ts</c>; trades count wherever they stand in the stream, by the taker's side. Source: REQUIREMENTS FEA-06, FORMULAE 5. Sums are exact, rounded once to the nearest double, 0 without trades.
/// <para>In: <c>in</c>, rows with <c>ts</c>; <c>trades</c> (<c>trade/1</c>); per key in stream order. Appends to the rows of <c>in</c> <c>buy_qty_10s</c>, <c>sell_qty_10s</c> and <c>net_flow_10s</c> (with the window): base units, the
/// first two 0 or more.</para>
/// <para>Edge cases: a window without trades is answered 0; a trade for the window of a row that has been answered goes to port <c>late</c> and still counts for rows answered later; trades of other <c>kinds</c> are filtered; a row
/// whose window reaches back to dropped trades is answered null.</para>
/// <para>Emits one answer a row, in order; holds each row back until stream time has passed its own by <c>lateness</c>; completes after the last row held; fails with its inputs, and a trade without side or quantity, or a null key,
/// is an error row. No warm-up. Cost: O(1) a row or trade in order. Memory: the batches of rows held; 24 bytes a trade, dropped once stream time is past it by 2 × (<c>window</c> + <c>lateness</c>) and the next trade of its
/// key comes; of what was answered, 1,024 separate stretches of time a key.</para>
/// </remarks>
[Operator("trade_flow", OperatorKind.Feature, Allocates = Allocation.Nothing)]
public sealed class TradeFlow(TradeFlowOptions options) : BatchOperator
{
    private static readonly byte Buy = Schemas.TradeSide.CodeOf("buy");
    private static readonly byte Sell = Schemas.TradeSide.CodeOf("sell");

    private static readonly string[] Read = ["ts", "qty", "side", "kind"];

    private readonly KeyedStates<FlowWindow> _flows = new("flows", () => new FlowWindow());
    private readonly ScatterColumn<double>?[] _added = new ScatterColumn<double>?[3];
    private readonly long _window = options.Window.Nanoseconds;
    private readonly bool[] _counts = new bool[256];
    private HeldRows _held = null!;
    private Appender _appender = null!;
    private KeyTable _keys = null!;
    private int _ts;
    private int[] _at = [];
    private long _lateness;

    /// <inheritdoc/>
    public override long NextTimer => _held?.NextDue ?? StreamTime.Never;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        scope.Read(0, "ts", null, TypeKind.Timestamp);
        foreach (var name in Read)
        {
            var expected = Schemas.Trade.Find(name)!.Type;
            if (scope.Read(1, name) is { } field && !field.Type.Equals(expected))
            {
                scope.Report(null, "SE4151", $"column '{name}' in input 'trades' is {field.Type}; it must be {expected}");
            }
        }

        _lateness = options.Lateness?.Nanoseconds ?? scope.LatenessNs;
        return AppendedColumns.Bind(scope, [.. new[] { "buy_qty", "sell_qty", "net_flow" }.Select(n => new Field($"{n}_{options.Window}", ColumnType.Float64, true, "base"))]);
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _keys = context.Keys;
        _appender = context.Output.Appender!;
        for (var i = 0; i < _added.Length; i++)
        {
            _added[i] = (ScatterColumn<double>?)_appender.At(i);
        }

        _held = new HeldRows(context.Inputs[0]!, context.Symbols, context.Pool);
        _ts = context.Inputs[0]!.IndexOf("ts");
        _at = [.. Read.Select(context.Inputs[1]!.IndexOf)];
        var kinds = context.Inputs[1]![_at[3]].Type;
        foreach (var kind in options.Kinds)
        {
            _counts[kinds.CodeOf(RowMember.SnakeCase(kind.ToString()))] = true;
        }
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output) => input == 0 ? Hold(rows, output) : Count(rows, output);

    /// <inheritdoc/>
    public override void Advance(long at, Output output)
    {
        while (_held.NextDue <= at)
        {
            var held = _held.Take();
            using (held.Batch)
            {
                try
                {
                    var answer = _flows[held.Key].Answer(held.Ts, _window);
                    var net = answer is { } flow ? DecimalSteps.Difference(flow.Bought, flow.Sold) : 0;
                    var row = _appender.Pass(held.Batch, held.Row, at);
                    _added[0]?.Set(row, answer?.Bought);
                    _added[1]?.Set(row, answer?.Sold);
                    _added[2]?.Set(row, answer is null ? null : net);
                    output.SettleUsed();
                }
                catch (ArithmeticException failure)
                {
                    output.SettleError(held.Batch, held.Row, at, "SE9101", failure.Message);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
        _flows.Save(state);
        _held.Save(state);
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _flows.Load(state);
        _held.Load(state);
    }

    private static long Later(long at, long by) => at > StreamTime.End - by ? StreamTime.End : at + by;

    private static string Text(long ns) =>
        string.Create(CultureInfo.InvariantCulture, $"{DateTime.UnixEpoch.AddTicks(Math.DivRem(ns, 100, out var rest)):yyyy-MM-dd'T'HH:mm:ss.fffffff}{rest:00}Z");

    private int Hold(Rows rows, Output output)
    {
        var times = ((ValueColumn<long>)rows.Batch.Column(_ts)).Values;
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.At(i) > NextTimer)
            {
                return i;
            }

            var key = _keys.Ordinal(0, rows.Batch, rows[i]);
            if (key < 0)
            {
                output.Error(rows, i, "SE9102", "the key is null");
                continue;
            }

            _held.Add(rows.Batch, rows[i], Later(rows.At(i), _lateness), times[rows[i]], key);
            output.Hold();
        }

        return rows.Count;
    }

    private int Count(Rows rows, Output output)
    {
        var batch = rows.Batch;
        var times = ((ValueColumn<long>)batch.Column(_at[0])).Values;
        var sizes = (ValueColumn<double>)batch.Column(_at[1]);
        var sides = ((ValueColumn<byte>)batch.Column(_at[2])).Values;
        var kinds = ((ValueColumn<byte>)batch.Column(_at[3])).Values;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var key = _keys.Ordinal(1, batch, row);
            if (!_counts[kinds[row]])
            {
                output.Filtered();
            }
            else if (key < 0)
            {
                output.Error(rows, i, "SE9102", "the key is null");
            }
            else if (sizes.IsNull(row) || (sides[row] != Buy && sides[row] != Sell))
            {
                output.Error(rows, i, "SE9101", sizes.IsNull(row) ? "the qty is null" : "the side is unknown; it must be buy or sell");
            }
            else
            {
                var flow = _flows[key];
                var ts = times[row];
                flow.Add(sides[row] == Buy, ts, sizes.Values[row], rows.At(i), rows.At(i) - (2 * (_window + _lateness)));
                if (flow.IsLate(ts, out var through))
                {
                    output.Late(rows, i, output.DropsLate ? "" : $"the trade is of {Text(ts)}, and rows up to {Text(through)} have been answered");
                }
                else
                {
                    output.Used();
                }
            }
        }

        return rows.Count;
    }
}

/// <summary>Options of <see cref="TradeFlow"/>.</summary>
[Input("in", "Rows with ts, such as a book; they pass with columns added.")]
[Input("trades", "The trades that are counted (trade/1).", Schema = "trade/1")]
[Port("", "The rows of in, with their sums.")]
[Port("late", "Trades for rows that had been answered.")]
[Example("""
    x:
      from: { in: book, trades: trades }
      key: symbol
      trade_flow: { window: 10s, lateness: 250ms }
      drop: [late]
    """)]
public sealed record TradeFlowOptions
{
    /// <summary>Event time before a row that counts.</summary>
    [Range("1ns", "365d")]
    public Duration Window { get; init; } = new(10_000_000_000);

    /// <summary>Stream time a row waits for trades that come after it; <c>time.lateness</c> of the file when it is not given.</summary>
    [Range("0s", "365d")]
    public Duration? Lateness { get; init; }

    /// <summary>Kinds of trade that count.</summary>
    [MinItems(1), MaxItems(6)]
    public IReadOnlyList<TradeKind> Kinds { get; init; } = [TradeKind.Normal, TradeKind.Aggregated];
}
