using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Simulation.Faults;

/// <summary>A stage keeps the batch it was lent until the next one comes, without retaining it.</summary>
internal sealed class KeptBatchFault() : PlantedFault("kept-batch", "a lent batch is kept beyond the call that lent it, and not retained")
{
    /// <inheritdoc/>
    public override IStage Around(PlanStage plan, IStage stage) => plan.Kind == PlanStageKind.Program ? new Keeps(stage) : stage;

    private sealed class Keeps(IStage stage) : StageFault(stage)
    {
        private Batch? _kept;

        public override void OnNext(int inlet, Batch batch)
        {
            Let(inlet);
            _kept = batch;
        }

        public override void OnCompleted(int inlet)
        {
            Let(inlet);
            base.OnCompleted(inlet);
        }

        private void Let(int inlet)
        {
            if (_kept is { } kept)
            {
                Stage.OnNext(inlet, kept);
            }
        }
    }
}
