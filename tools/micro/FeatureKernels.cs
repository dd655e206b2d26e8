using BenchmarkDotNet.Attributes;
using StreamEngine.Data;
using StreamEngine.Features;
using StreamEngine.Runtime;

namespace StreamEngine.Micro;

/// <summary>A row of the features that work on columns, batches of 1,024 quotes with two decimals.</summary>
public class FeatureKernels
{
    private const int Rows = 1_024;

    private readonly double[] _answers = new double[Rows];
    private readonly Spread _spread = new(new SpreadOptions());
    private readonly Mid _mid = new(new MidOptions());
    private readonly WeightedMid _weighted = new(new WeightedMidOptions());
    private Column[] _prices = [];
    private Column[] _quotes = [];

    /// <summary>Makes quotes and checks each feature against its answers row by row, bit for bit.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(4);
        var values = new double[4][];
        for (var c = 0; c < values.Length; c++)
        {
            values[c] = [.. Enumerable.Range(0, Rows).Select(_ => Math.Round((c % 2 == 0 ? 60_000 : 0) + (random.NextDouble() * 10), c % 2 == 0 ? 2 : 5) + (c == 2 ? 10 : 0))];
        }

        var pool = new BufferPool();
        _quotes = [.. values.Select(v => (Column)new ValueColumn<double>(ColumnType.Float64, v, Rows, null, pool))];
        _prices = [_quotes[0], _quotes[2]];
        Spread();
        Check("spread", i => _spread.OnRow(new BestPrices(values[0][i], values[2][i])).Value);
        Mid();
        Check("mid", i => _mid.OnRow(new BestPrices(values[0][i], values[2][i])).Value);
        WeightedMid();
        Check("weighted mid", i => _weighted.OnRow(new SizedPrices(values[0][i], values[1][i], values[2][i], values[3][i])).Value);
    }

    /// <summary>Relative spread, the difference in decimals.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public bool Spread() => _spread.TryAnswer(new FeatureColumns(_prices, 0, Rows), _answers);

    /// <summary>Mid.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public bool Mid() => _mid.TryAnswer(new FeatureColumns(_prices, 0, Rows), _answers);

    /// <summary>Weighted mid.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public bool WeightedMid() => _weighted.TryAnswer(new FeatureColumns(_quotes, 0, Rows), _answers);

    private void Check(string what, Func<int, double> row)
    {
        for (var i = 0; i < Rows; i++)
        {
            Verified.Equal($"{what} of row {i}", BitConverter.DoubleToInt64Bits(_answers[i]), BitConverter.DoubleToInt64Bits(row(i)));
        }
    }
}
