using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Simulation.Faults;

/// <summary>A bug that shows in the batches a stage gets.</summary>
/// <param name="name">Its name.</param>
/// <param name="what">What goes wrong.</param>
/// <param name="changed">What a batch becomes, and what came before it at that inlet; the result is disposed. The same batch, retained, for no change.</param>
/// <param name="applies">Which stages; null for all.</param>
internal sealed class BatchFault(string name, string what, Func<Batch, Batch?, Batch> changed, Func<PlanStage, bool>? applies = null) : PlantedFault(name, what)
{
    /// <inheritdoc/>
    public override IStage Around(PlanStage plan, IStage stage) => applies?.Invoke(plan) == false ? stage : new Changed(stage, changed);

    private sealed class Changed(IStage stage, Func<Batch, Batch?, Batch> changed) : StageFault(stage)
    {
        private readonly Dictionary<int, Batch> _last = [];

        public override void OnNext(int inlet, Batch batch)
        {
            using (var other = changed(batch, _last.GetValueOrDefault(inlet)))
            {
                Stage.OnNext(inlet, other);
            }

            if (batch.Count > 0)
            {
                _last.GetValueOrDefault(inlet)?.Dispose();
                _last[inlet] = batch.Retain();
            }
        }

        public override void Dispose()
        {
            foreach (var batch in _last.Values)
            {
                batch.Dispose();
            }

            base.Dispose();
        }
    }
}
