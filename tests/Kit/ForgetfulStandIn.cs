using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Tests.Kit;

/// <summary>Numbers its rows and forgets to save how many there were: what a case with a restart must find.</summary>
[Operator("test_forgets", OperatorKind.Feature)]
public sealed class ForgetfulStandIn(ForgetfulStandInOptions options) : BatchOperator
{
    private long _rows;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => [new PortShape(new Schema(null, [new Field("ts", ColumnType.Timestamp), new Field("n", ColumnType.Int64)]))];

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            output.Used();
            output[0].Values<long>("ts")?.Append(rows.At(i));
            output[0].Values<long>("n")?.Append(_rows += options.Step);
            output[0].Commit(rows.At(i));
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
    }
}

/// <summary>Options of <see cref="ForgetfulStandIn"/>.</summary>
public sealed record ForgetfulStandInOptions
{
    /// <summary>What each row adds.</summary>
    public long Step { get; init; } = 1;
}
