using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Tests.Kit;

/// <summary>Holds each row back by a timer: it leaves when stream time is past its own by <c>by</c>.</summary>
[Operator("test_later", OperatorKind.Feature)]
public sealed class LaterStandIn(LaterStandInOptions options) : BatchOperator
{
    private readonly Queue<(Batch Batch, int Row, long Due)> _held = new();

    /// <inheritdoc/>
    public override long NextTimer => _held.TryPeek(out var next) ? next.Due : StreamTime.Never;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        scope.ReadAll(0);
        return [new PortShape(scope.Input)];
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.At(i) > NextTimer)
            {
                return i;
            }

            _held.Enqueue((rows.Batch.Retain(), rows[i], rows.At(i) + options.By.Nanoseconds));
            output.Hold();
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Advance(long at, Output output)
    {
        while (_held.TryPeek(out var next) && next.Due <= at)
        {
            _held.Dequeue();
            using (next.Batch)
            {
                output[0].Copy(next.Batch, next.Row, next.Due);
            }

            output.SettleUsed();
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => throw new NotSupportedException("the stand-in is not saved");

    /// <inheritdoc/>
    public override void Load(StateReader state) => throw new NotSupportedException("the stand-in is not saved");
}

/// <summary>Options of <see cref="LaterStandIn"/>.</summary>
public sealed record LaterStandInOptions
{
    /// <summary>How much later.</summary>
    public Duration By { get; init; } = new(1_000_000_000);
}
