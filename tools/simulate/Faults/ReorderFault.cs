using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Simulation.Faults;

/// <summary>Rows of one instant stand in an order that is not theirs.</summary>
/// <param name="name">Its name.</param>
/// <param name="what">What goes wrong.</param>
/// <param name="applies">Behind which nodes.</param>
/// <param name="place">What the rows of one instant are ordered by: from a row of the key column.</param>
internal sealed class ReorderFault(string name, string what, Func<BoundNode, bool> applies, Func<SymbolColumn, int, int> place) : PlantedFault(name, what)
{
    private static readonly BufferPool Pool = new();

    /// <inheritdoc/>
    public override IStage Around(PlanStage plan, IStage stage) =>
        plan.Kind is PlanStageKind.Program or PlanStageKind.Operator or PlanStageKind.Merge && plan.Inputs.Exists(i => applies(i.Node)) ? new Reordered(stage, plan, applies, place) : stage;

    private sealed class Reordered(IStage stage, PlanStage plan, Func<BoundNode, bool> applies, Func<SymbolColumn, int, int> place) : StageFault(stage)
    {
        public override void OnNext(int inlet, Batch batch)
        {
            if (batch.Count < 2 || !applies(plan.Inputs[inlet].Node) || batch.Schema.IndexOf("k") is not (>= 0 and var key) || batch.Find(key) is not SymbolColumn symbols)
            {
                Stage.OnNext(inlet, batch);
                return;
            }

            var rows = Enumerable.Range(0, batch.Count).OrderBy(batch.At).ThenBy(i => symbols.IsNull(batch.Row(i)) ? -1 : place(symbols, batch.Row(i))).Select(batch.Row).ToArray();
            var rented = Pool.Rent<int>(rows.Length);
            rows.CopyTo(rented, 0);
            using var other = batch.Select(rented, rows.Length, Pool);
            Stage.OnNext(inlet, other);
        }
    }
}
