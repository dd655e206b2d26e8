using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Tests.Kit;

/// <summary>Stands for a risk gate.</summary>
[Operator("test_gate", OperatorKind.Feature, Duty = OperatorDuty.RiskGate)]
public sealed class RiskGateStandIn(DutyOptions options) : Feature<DutyRow, DutyAnswer>
{
    /// <summary>The options.</summary>
    public DutyOptions Options => options;

    /// <inheritdoc/>
    public override DutyAnswer OnRow(in DutyRow row) => new(1);
}
