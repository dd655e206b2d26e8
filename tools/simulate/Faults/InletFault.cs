using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Simulation.Faults;

/// <summary>A merge ranks its inputs from last to first.</summary>
internal sealed class InletFault() : PlantedFault("tie-order", "a merge releases rows of one instant by the wrong rank")
{
    /// <inheritdoc/>
    public override IStage Around(PlanStage plan, IStage stage) => plan.Kind == PlanStageKind.Merge ? new Turned(stage, plan.Inputs.Count) : stage;

    private sealed class Turned(IStage stage, int inlets) : StageFault(stage)
    {
        public override void OnNext(int inlet, Batch batch) => Stage.OnNext(inlets - 1 - inlet, batch);

        public override void OnCompleted(int inlet) => base.OnCompleted(inlets - 1 - inlet);
    }
}
