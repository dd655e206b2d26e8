using System.Globalization;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Joins;

/// <summary>Each trade with the quote that stood: two columns taken over.</summary>
/// <param name="count">Rows a side.</param>
/// <param name="run">Rows that one side has before the other has as many.</param>
internal sealed class AsofWork(int count, int run) : JoinWork
{
    private const long Tolerance = 1_000;

    private static readonly Schema Trades = new(null, [new("ts", ColumnType.Timestamp), new("k", ColumnType.Symbol), new("price", ColumnType.Float64)]);
    private static readonly Schema Quotes = new(null, [new("ts", ColumnType.Timestamp), new("k", ColumnType.Symbol), new("bid", ColumnType.Float64), new("ask", ColumnType.Float64)]);

    private readonly long[] _tradeTs = new long[count];
    private readonly int[] _tradeKey = new int[count];
    private readonly double[] _price = new double[count];
    private readonly long[] _quoteTs = new long[count];
    private readonly int[] _quoteKey = new int[count];
    private readonly double[] _bid = new double[count];
    private readonly double[] _ask = new double[count];

    /// <inheritdoc/>
    public override long Rows => 2L * count;

    /// <inheritdoc/>
    public override string Nodes => "trades: { bench_held: trades }\nquotes: { bench_held: quotes }\nx: { from: { left: trades, right: quotes }, key: k, asof: { tolerance: 1us } }";

    /// <inheritdoc/>
    public override void Prepare(RunOptions options)
    {
        var random = new Random(7);
        for (var i = 0; i < count; i++)
        {
            var turn = 2 * (i - (i % run));
            (_quoteTs[i], _tradeTs[i]) = (turn + (i % run), turn + run + (i % run));
            (_quoteKey[i], _tradeKey[i]) = (random.Next(Keys), random.Next(Keys));
            (_bid[i], _ask[i], _price[i]) = (random.NextDouble(), random.NextDouble(), random.NextDouble());
        }

        var names = Enumerable.Range(0, Keys).Select(k => string.Create(CultureInfo.InvariantCulture, $"K{k}")).ToArray();
        Hold("trades", options, Trades, count, (to, i) =>
        {
            to.Values<long>("ts")!.Append(_tradeTs[i]);
            to.Symbols("k")!.Append(names[_tradeKey[i]]);
            to.Values<double>("price")!.Append(_price[i]);
        }, i => _tradeTs[i]);
        Hold("quotes", options, Quotes, count, (to, i) =>
        {
            to.Values<long>("ts")!.Append(_quoteTs[i]);
            to.Symbols("k")!.Append(names[_quoteKey[i]]);
            to.Values<double>("bid")!.Append(_bid[i]);
            to.Values<double>("ask")!.Append(_ask[i]);
        }, i => _quoteTs[i]);
    }

    /// <inheritdoc/>
    public override ulong Digest(Batch batch, ulong digest)
    {
        var (price, bid, ask) = ((ValueColumn<double>)batch.Column("price"), (ValueColumn<double>)batch.Column("bid"), (ValueColumn<double>)batch.Column("ask"));
        for (var i = 0; i < batch.Count; i++)
        {
            var row = batch.Row(i);
            digest = Mix(Mix(Mix(digest, price[row]), bid.IsNull(row) ? -1 : bid[row]), ask.IsNull(row) ? -1 : ask[row]);
        }

        return digest;
    }

    /// <inheritdoc/>
    public override ulong ByHand()
    {
        var bid = new double[count];
        var ask = new double[count];
        Span<int> newest = stackalloc int[Keys];
        newest.Fill(-1);
        var quote = 0;
        for (var i = 0; i < count; i++)
        {
            var ts = _tradeTs[i];
            while (quote < count && _quoteTs[quote] <= ts)
            {
                newest[_quoteKey[quote]] = quote;
                quote++;
            }

            var match = newest[_tradeKey[i]];
            var found = match >= 0 && ts - _quoteTs[match] <= Tolerance;
            bid[i] = found ? _bid[match] : -1;
            ask[i] = found ? _ask[match] : -1;
        }

        var digest = 0UL;
        for (var i = 0; i < count; i++)
        {
            digest = Mix(Mix(Mix(digest, _price[i]), bid[i]), ask[i]);
        }

        return digest;
    }
}
