using System.Globalization;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Joins;

/// <summary>Many ordered inputs as one.</summary>
/// <param name="count">Rows in all.</param>
/// <param name="inputs">Inputs.</param>
/// <param name="run">Rows that one input has before the next has as many.</param>
internal sealed class MergeWork(int count, int inputs, int run) : JoinWork
{
    private static readonly Schema Shape = new(null, [new("ts", ColumnType.Timestamp), new("k", ColumnType.Symbol), new("price", ColumnType.Float64), new("qty", ColumnType.Float64)]);

    private readonly long[][] _ts = new long[inputs][];
    private readonly int[][] _key = new int[inputs][];
    private readonly double[][] _price = new double[inputs][];
    private readonly double[][] _qty = new double[inputs][];

    /// <inheritdoc/>
    public override long Rows => (long)(count / inputs) * inputs;

    /// <inheritdoc/>
    public override string Nodes =>
        $"{string.Join('\n', Enumerable.Range(0, inputs).Select(i => $"m{i}: {{ bench_held: m{i} }}"))}\nx: {{ from: [{string.Join(", ", Enumerable.Range(0, inputs).Select(i => $"m{i}"))}] }}";

    /// <inheritdoc/>
    public override void Prepare(RunOptions options)
    {
        var random = new Random(7);
        var names = Enumerable.Range(0, Keys).Select(k => string.Create(CultureInfo.InvariantCulture, $"K{k}")).ToArray();
        for (var input = 0; input < inputs; input++)
        {
            var rows = count / inputs;
            var (ts, key, price, qty) = (new long[rows], new int[rows], new double[rows], new double[rows]);
            for (var i = 0; i < rows; i++)
            {
                ts[i] = ((long)(i / run) * run * inputs) + (input * run) + (i % run);
                (key[i], price[i], qty[i]) = (random.Next(Keys), random.NextDouble(), random.NextDouble());
            }

            (_ts[input], _key[input], _price[input], _qty[input]) = (ts, key, price, qty);
            Hold($"m{input}", options, Shape, rows, (to, i) =>
            {
                to.Values<long>("ts")!.Append(ts[i]);
                to.Symbols("k")!.Append(names[key[i]]);
                to.Values<double>("price")!.Append(price[i]);
                to.Values<double>("qty")!.Append(qty[i]);
            }, i => ts[i]);
        }
    }

    /// <inheritdoc/>
    public override ulong Digest(Batch batch, ulong digest)
    {
        var (price, qty) = ((ValueColumn<double>)batch.Column("price"), (ValueColumn<double>)batch.Column("qty"));
        for (var i = 0; i < batch.Count; i++)
        {
            digest = Mix(Mix(digest, price[batch.Row(i)]), qty[batch.Row(i)]);
        }

        return digest;
    }

    /// <inheritdoc/>
    public override ulong ByHand()
    {
        var rows = count / inputs;
        var (ts, key, price, qty) = (new long[Rows], new int[Rows], new double[Rows], new double[Rows]);
        var next = new int[inputs];
        var heap = new PriorityQueue<int, (long, int)>(inputs);
        for (var input = 0; input < inputs; input++)
        {
            heap.Enqueue(input, (_ts[input][0], input));
        }

        var to = 0;
        while (heap.TryPeek(out var input, out _))
        {
            var i = next[input]++;
            (ts[to], key[to], price[to], qty[to]) = (_ts[input][i], _key[input][i], _price[input][i], _qty[input][i]);
            to++;
            if (i + 1 < rows)
            {
                heap.DequeueEnqueue(input, (_ts[input][i + 1], input));
            }
            else
            {
                heap.Dequeue();
            }
        }

        var digest = 0UL;
        for (var i = 0; i < to; i++)
        {
            digest = Mix(Mix(digest, price[i]), qty[i]);
        }

        return digest;
    }
}
