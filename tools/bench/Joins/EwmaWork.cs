using System.Globalization;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Joins;

/// <summary>An exponentially weighted average a key.</summary>
/// <param name="count">Rows.</param>
internal sealed class EwmaWork(int count) : JoinWork
{
    private const int Span = 20;

    private static readonly Schema Shape = new(null, [new("ts", ColumnType.Timestamp), new("k", ColumnType.Symbol), new("price", ColumnType.Float64)]);

    private readonly int[] _key = new int[count];
    private readonly double[] _price = new double[count];

    /// <inheritdoc/>
    public override long Rows => count;

    /// <inheritdoc/>
    public override string Nodes => $"trades: {{ bench_held: ewma }}\nx: {{ from: trades, key: k, ewma: {{ column: price, span: {Span} }} }}";

    /// <inheritdoc/>
    public override void Prepare(RunOptions options)
    {
        var random = new Random(7);
        var names = Enumerable.Range(0, Keys).Select(k => string.Create(CultureInfo.InvariantCulture, $"K{k}")).ToArray();
        for (var i = 0; i < count; i++)
        {
            (_key[i], _price[i]) = (random.Next(Keys), random.NextDouble());
        }

        Hold("ewma", options, Shape, count, (to, i) =>
        {
            to.Values<long>("ts")!.Append(i);
            to.Symbols("k")!.Append(names[_key[i]]);
            to.Values<double>("price")!.Append(_price[i]);
        }, i => i);
    }

    /// <inheritdoc/>
    public override ulong Digest(Batch batch, ulong digest)
    {
        var average = (ValueColumn<double>)batch.Column("price_ewma");
        for (var i = 0; i < batch.Count; i++)
        {
            digest = Mix(digest, average[batch.Row(i)]);
        }

        return digest;
    }

    /// <inheritdoc/>
    public override ulong ByHand()
    {
        Span<double> averages = stackalloc double[Keys];
        Span<bool> known = stackalloc bool[Keys];
        known.Clear();
        var result = new double[count];
        const double Weight = 2.0 / (Span + 1);
        for (var i = 0; i < count; i++)
        {
            var key = _key[i];
            averages[key] = known[key] ? averages[key] + (Weight * (_price[i] - averages[key])) : _price[i];
            known[key] = true;
            result[i] = averages[key];
        }

        var digest = 0UL;
        foreach (var value in result)
        {
            digest = Mix(digest, value);
        }

        return digest;
    }
}
