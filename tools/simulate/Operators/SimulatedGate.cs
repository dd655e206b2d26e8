using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Simulation.Operators;

/// <summary>Stands for a gate that sees what was filled: lets a row pass while fewer than the limit are open, that is passed and not filled yet.</summary>
[Operator("sim_gate", OperatorKind.Feature)]
public sealed class SimulatedGate(SimulatedGateOptions options) : BatchOperator
{
    private Appender _appender = null!;
    private ScatterColumn<long>? _added;
    private long _open;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => [new PortShape(scope.Input.With(new Field(options.As, ColumnType.Int64, true)), Appends: true)];

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _appender = context.Output.Appender!;
        _added = _appender.Values<long>(options.As);
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        if (input == 1)
        {
            _open -= rows.Count;
            output.Used(rows.Count);
            return rows.Count;
        }

        for (var i = 0; i < rows.Count; i++)
        {
            if (_open >= options.Limit)
            {
                output.Filtered();
                continue;
            }

            output.Used();
            var row = _appender.Pass(rows.Batch, rows[i], rows.At(i));
            _added?.Set(row, _open);
            _open++;
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => state.Write("open", _open);

    /// <inheritdoc/>
    public override void Load(StateReader state) => _open = state.Read<long>("open");
}

/// <summary>Options of <see cref="SimulatedGate"/>.</summary>
[Input("in", "what asks")]
[Input("fills", "what was filled")]
public sealed record SimulatedGateOptions
{
    /// <summary>Most rows that are open.</summary>
    public int Limit { get; init; } = 1;

    /// <summary>Name of the column with how many were open before.</summary>
    public string As { get; init; } = "open";
}
