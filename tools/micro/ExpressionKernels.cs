using BenchmarkDotNet.Attributes;
using StreamEngine.Data;
using StreamEngine.Expressions;
using StreamEngine.Runtime;

namespace StreamEngine.Micro;

/// <summary>One compiled <c>select</c> of four operations over 1,024 rows: by lanes, row by row, and a loop by hand.</summary>
public class ExpressionKernels
{
    private const int Rows = 1_024;
    private const string Text = "r = (price * 1.0001 + qty * 2.0 - bid) * (ask - bid)";

    private static readonly string[] Names = ["price", "qty", "bid", "ask"];
    private static readonly Schema Shape = new("micro", [new Field("ts", ColumnType.Timestamp, false), .. Names.Select(c => new Field(c, ColumnType.Float64, false))]);

    private readonly List<RowFailure> _failures = [];
    private readonly StepCounts[] _counts = new StepCounts[1];
    private readonly double[][] _values = [.. Names.Select(_ => new double[Rows])];
    private readonly double[] _result = new double[Rows];
    private FusedProgram _lanes = null!;
    private FusedProgram _rows = null!;
    private Batch _batch = null!;

    /// <summary>Compiles both forms and checks them against the loop by hand, bit for bit.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var pool = new BufferPool();
        var step = ExpressionBinder.BindSelect(ExpressionParser.ParseSelect(Text, Refuse)!, Shape, new Dictionary<string, ConstantValue>(), ["ts"], Refuse)!;
        (_lanes, _rows) = (new FusedProgram(Shape, [step], null, pool, new SymbolTables()), new FusedProgram(Shape, [step], null, pool, new SymbolTables()) { Lanes = null });
        var random = new Random(3);
        var writer = new PortWriter(Shape, null, new SymbolTables(), pool);
        for (var i = 0; i < Rows; i++)
        {
            writer.Values<long>("ts")!.Append((long)i);
            for (var c = 0; c < Names.Length; c++)
            {
                _values[c][i] = 100 + random.NextDouble();
                writer.Values<double>(Names[c])!.Append(_values[c][i]);
            }

            writer.Commit(i);
        }

        _batch = writer.Take(Rows, 0);
        Hand();
        foreach (var program in new[] { _lanes, _rows })
        {
            using var result = program.Run(_batch, _counts, _failures)!;
            for (var i = 0; i < Rows; i++)
            {
                Verified.Equal($"row {i}", BitConverter.DoubleToInt64Bits(((ValueColumn<double>)result.Column("r"))[result.Row(i)]), BitConverter.DoubleToInt64Bits(_result[i]));
            }
        }
    }

    /// <summary>Four rows at a time.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public void Lanes() => _lanes.Run(_batch, _counts, _failures)!.Dispose();

    /// <summary>Row by row.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public void SingleRows() => _rows.Run(_batch, _counts, _failures)!.Dispose();

    /// <summary>The same by hand over arrays.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public void Hand()
    {
        var (price, qty, bid, ask) = (_values[0], _values[1], _values[2], _values[3]);
        for (var i = 0; i < _result.Length; i++)
        {
            _result[i] = ((price[i] * 1.0001) + (qty[i] * 2.0) - bid[i]) * (ask[i] - bid[i]);
        }
    }

    private static void Refuse(ExpressionProblem problem) => throw new InvalidOperationException(problem.Message);
}
