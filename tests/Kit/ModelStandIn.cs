using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Tests.Kit;

/// <summary>Stands for a model.</summary>
[Operator("test_model", OperatorKind.Feature, Duty = OperatorDuty.Model)]
public sealed class ModelStandIn(DutyOptions options) : Feature<DutyRow, DutyAnswer>
{
    /// <summary>The options.</summary>
    public DutyOptions Options => options;

    /// <inheritdoc/>
    public override DutyAnswer OnRow(in DutyRow row) => new(0.5);
}
