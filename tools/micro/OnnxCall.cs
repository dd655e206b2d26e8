using BenchmarkDotNet.Attributes;
using StreamEngine.Bench.Workloads.Scores;
using StreamEngine.Data;
using StreamEngine.Models;
using StreamEngine.Runtime;

namespace StreamEngine.Micro;

/// <summary>A call of the shipped perceptron with 64 rows: the bare session, the operator's, and with sixteen columns put into its tensor and the answers taken out.</summary>
public class OnnxCall
{
    private const int Rows = BareSession.Rows;

    private static readonly string Model = Path.Combine(AppContext.BaseDirectory, "models", "book-move.onnx");

    private readonly bool[] _unfit = new bool[Rows];
    private readonly int[] _physical = [.. Enumerable.Range(0, Rows)];
    private readonly BufferPool _pool = new();
    private BareSession _bare = null!;
    private ModelSession _session = null!;
    private FeatureGroup[] _features = [];
    private ScatterColumn<float> _scores = null!;
    private AnswerColumn _answers = null!;
    private Batch _batch = null!;

    /// <summary>Makes the features and checks the answers against the bare session's, bit for bit.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var schema = new Schema("micro", [new Field("ts", ColumnType.Timestamp), .. ScoredRows.Names.Select(n => new Field(n, ColumnType.Float64))]);
        var writer = new PortWriter(schema, null, new SymbolTables(), _pool);
        _bare = new BareSession(Model, ScoredRows.Names.Length);
        var random = new Random(6);
        for (var row = 0; row < Rows; row++)
        {
            writer.Values<long>("ts")!.Append((long)row);
            for (var f = 0; f < ScoredRows.Names.Length; f++)
            {
                var value = (random.NextDouble() * 4) - 2;
                writer.Values<double>(ScoredRows.Names[f])!.Append(value);
                _bare.Features[(row * ScoredRows.Names.Length) + f] = (float)value;
            }

            writer.Commit(row);
        }

        _batch = writer.Take(Rows, 0);
        var file = ModelFile.Read(Model);
        var result = new ResultColumn("move_bps", ColumnType.Float32, 0, 0);
        _session = new ModelSession(file, new ModelCall(Rows, [TensorLayout.Of(file.Facts.Inputs[0], Rows)], ScoredRows.Names, [TensorLayout.Of(file.Facts.Outputs[0], Rows)], [result]));
        _session.WarmUp();
        _features = [.. FeatureGroup.Of(schema, [.. ScoredRows.Names.Select((n, i) => new FeatureColumn(schema, n, _session.Inputs[0], i, 0))], _session.Inputs[0])];
        _scores = new ScatterColumn<float>(ColumnType.Float32, _pool);
        _answers = new AnswerColumn(_session.Outputs[0], result, _scores);
        _scores.Begin(Rows);
        WithColumns();
        var expected = _bare.Run();
        var got = (ValueColumn<float>)_scores.Build();
        for (var row = 0; row < Rows; row++)
        {
            Verified.Equal($"score of row {row}", BitConverter.SingleToInt32Bits(got[row]), BitConverter.SingleToInt32Bits(expected[row]));
        }

        _scores.Begin(Rows);
    }

    /// <summary>Ends the session.</summary>
    [GlobalCleanup]
    public void Cleanup() => _session.Dispose();

    /// <summary>The bare session, tensors ready.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public float Bare() => _bare.Run()[0];

    /// <summary>The operator's session, tensors ready.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public bool Session() => _session.TryRun(out _);

    /// <summary>Columns in, columns out.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public bool WithColumns()
    {
        foreach (var group in _features)
        {
            group.Fill(_batch, _physical, _unfit);
        }

        var ran = _session.TryRun(out _);
        if (_answers.AreFinite(Rows))
        {
            _answers.Set(0, 0, Rows);
        }

        return ran;
    }
}
