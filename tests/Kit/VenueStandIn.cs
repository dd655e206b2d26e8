using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Tests.Kit;

/// <summary>Stands for an execution sink.</summary>
[Operator("test_venue", OperatorKind.Sink, Duty = OperatorDuty.Execution)]
public sealed class VenueStandIn(DutyOptions options) : Sink
{
    /// <summary>The options.</summary>
    public DutyOptions Options => options;

    /// <inheritdoc/>
    public override void Bind(BindScope scope) => scope.ReadAll(0);

    /// <inheritdoc/>
    public override ValueTask Open(SinkContext context, CancellationToken stop) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override ValueTask Write(Batch rows, CancellationToken stop) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override ValueTask Complete() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override ValueTask Abandon() => ValueTask.CompletedTask;
}
