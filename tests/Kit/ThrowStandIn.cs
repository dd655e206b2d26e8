using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Tests.Kit;

/// <summary>Stands for an operator with a mistake in it: throws at a row whose <c>n</c> is a given one, and lets the others pass.</summary>
[Operator("test_throw", OperatorKind.Feature)]
public sealed class ThrowStandIn(ThrowStandInOptions options) : BatchOperator
{
    private int _n;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        scope.ReadAll(0);
        return [new PortShape(scope.Input)];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context) => _n = context.Inputs[0]!.IndexOf("n");

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (((ValueColumn<long>)rows.Batch.Column(_n))[rows[i]] == options.At)
            {
                throw new InvalidOperationException($"row {options.At} is too much");
            }

            output[0].Copy(rows.Batch, rows[i], rows.At(i));
            output.Used();
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => throw new NotSupportedException("the stand-in is not saved");

    /// <inheritdoc/>
    public override void Load(StateReader state) => throw new NotSupportedException("the stand-in is not saved");
}

/// <summary>Options of <see cref="ThrowStandIn"/>.</summary>
public sealed record ThrowStandInOptions
{
    /// <summary>The row.</summary>
    public long At { get; init; }
}
