using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Tests.Kit;

/// <summary>Stands for a gate that sees what was filled: lets a row pass while fewer than the limit are open, that is passed and not filled yet.</summary>
[Operator("test_limit", OperatorKind.Feature)]
public sealed class LimitStandIn(LimitStandInOptions options) : BatchOperator
{
    private ScatterColumn<long>? _open;
    private Appender _appender = null!;
    private long _passed;
    private long _filled;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) =>
        [new PortShape(scope.Input.With(new Field("open", ColumnType.Int64, true)), Appends: true)];

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _appender = context.Output.Appender!;
        _open = _appender.Values<long>("open");
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        if (input == 1)
        {
            _filled += rows.Count;
            output.Used(rows.Count);
            return rows.Count;
        }

        for (var i = 0; i < rows.Count; i++)
        {
            if (_passed - _filled >= options.Limit)
            {
                output.Filtered();
                continue;
            }

            output.Used();
            var row = _appender.Pass(rows.Batch, rows[i], rows.At(i));
            _open?.Set(row, _passed - _filled);
            _passed++;
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
        state.Write("passed", _passed);
        state.Write("filled", _filled);
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _passed = state.Read<long>("passed");
        _filled = state.Read<long>("filled");
    }
}

/// <summary>Options of <see cref="LimitStandIn"/>.</summary>
[Input("in", "what asks")]
[Input("fills", "what was filled", Optional = true)]
public sealed record LimitStandInOptions
{
    /// <summary>Most rows that are open.</summary>
    public int Limit { get; init; } = 1;
}
