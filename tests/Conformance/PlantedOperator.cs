using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Tests.Conformance;

/// <summary>Appends a running count by key, with a bug if asked.</summary>
[Operator("test_planted", OperatorKind.Feature)]
public sealed class PlantedOperator(PlantedOperatorOptions options) : BatchOperator
{
    private readonly List<long> _counts = [];
    private readonly List<long> _all = [];
    private ScatterColumn<long>? _answer;
    private Appender _appender = null!;
    private KeyTable _keys = null!;
    private Batch? _last;
    private int _lastRow;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        scope.Read(0, "price");
        return [new PortShape(scope.Input.With(new Field("n", ColumnType.Int64, Nullable: true)), Appends: true)];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _keys = context.Keys;
        _appender = context.Output.Appender!;
        _answer = _appender.Values<long>("n");
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (options.Bug == PlantedBug.LosesARow && i == 3)
            {
                continue;
            }

            output.Used(options.Bug == PlantedBug.CountsTwice && i == 3 ? 2 : 1);
            var key = _keys.Ordinal(input, rows.Batch, rows[i]);
            while (_counts.Count <= key)
            {
                _counts.Add(0);
            }

            _counts[key]++;
            if (options.Bug == PlantedBug.GrowsForever)
            {
                _all.Add(rows.At(i));
            }

            _answer?.Set(_appender.Pass(rows.Batch, rows[i], rows.At(i)), Answer(rows, i, key));
            (_last, _lastRow) = (rows.Batch, rows[i]);
        }

        if (options.Bug == PlantedBug.NeverGivesBack)
        {
            rows.Batch.Retain();
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
        state.Write("counts", options.Bug == PlantedBug.ForgetsState ? [] : _counts);
        state.Write("all", _all);
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _counts.AddRange(state.Read<List<long>>("counts"));
        _all.AddRange(state.Read<List<long>>("all"));
    }

    private long Answer(Rows rows, int i, int key) => options.Bug switch
    {
        PlantedBug.DependsOnTheCut => _counts[key] + (i == rows.Count - 1 ? 1 : 0),
        PlantedBug.KeepsALentBatch => _last is null ? 0 : (long)((ValueColumn<double>)_last.Column("price"))[_lastRow],
        PlantedBug.ComparesCodes => ((SymbolColumn)rows.Batch.Column("symbol")).Codes[rows[i]],
        _ => _counts[key],
    };
}

/// <summary>Options of <see cref="PlantedOperator"/>.</summary>
public sealed record PlantedOperatorOptions
{
    /// <summary>The bug.</summary>
    public PlantedBug Bug { get; init; }
}
