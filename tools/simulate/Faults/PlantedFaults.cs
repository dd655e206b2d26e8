using StreamEngine.Data;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Running;
using StreamEngine.Time;

namespace StreamEngine.Simulation.Faults;

/// <summary>The bugs that can be planted, and the search for them.</summary>
internal static class PlantedFaults
{
    private static readonly string[] KeyedTimers = ["window", "sample", "debounce", "fill_gaps"];

    /// <summary>Every one of them.</summary>
    public static IReadOnlyList<PlantedFault> All { get; } =
    [
        new BatchFault("drop-at-cut", "the first row of a batch is lost when the batch before ended at the same instant", DropAtCut),
        new BatchFault("double-at-cut", "the last row of a batch comes once more with the next one of the same instant", DoubleAtCut),
        new BatchFault("frontier-too-far", "a frontier says 1 ns more than it may", (batch, _) => batch.WithFrontier(batch.Frontier >= StreamTime.End ? batch.Frontier : batch.Frontier + 1)),
        new BatchFault("withheld-frontier", "a frontier goes no further than the newest row",
            (batch, last) => batch.WithFrontier(batch.Frontier >= StreamTime.End ? batch.Frontier : batch.Count > 0 ? batch.At(batch.Count - 1) : last is null ? StreamTime.Start : last.At(last.Count - 1))),
        new InletFault(),
        new KeptBatchFault(),
        new OperatorFault("early-timer", "a timer fires 1 ns before its instant, ahead of rows of it", o => new OperatorFault.Early(o, 1)),
        new OperatorFault("retake", "a row that was taken is handed over once more behind a timer", o => new OperatorFault.TakesBack(o)),
        new OperatorFault("early-close", "a window closes 50 ms before its time", o => new OperatorFault.Early(o, RowDraw.Step / 2), node => node.Verb?.Name == "window"),
        new OperatorFault("swallowed-late-row", "a row that comes late vanishes", o => new OperatorFault.Swallows(o, 10 * RowDraw.Step), node => node.Verb?.Ports.Any(p => p.Name == "late") == true),
        new ReorderFault("code-order", "rows that timers of one instant let go stand by symbol code", node => KeyedTimers.Contains(node.Verb?.Name ?? "") && node.Key.Count > 0, (symbols, row) => symbols.Codes[row]),
        new ReorderFault("worker-order", "rows of one instant stand by the worker they come from", node => node.Parallel > 1, (symbols, row) => symbols.Dictionary.Text(symbols.Codes[row])[0] % 2),
        new OperatorFault("forgotten-state", "keys are loaded and the operator's state is not", o => new OperatorFault.Forgets(o)),
    ];

    /// <summary>The first seed that shows a bug; null when none does.</summary>
    public static SimResult? Find(PlantedFault fault, int start, int most)
    {
        var simulator = new Simulator(fault);
        for (var seed = start; seed < start + most; seed++)
        {
            var result = simulator.Run(Simulator.Draw(seed));
            if (result.Difference is not null)
            {
                return result;
            }
        }

        return null;
    }

    private static Batch DropAtCut(Batch batch, Batch? last) =>
        last is not null && batch.Count > 0 && batch.At(0) == last.At(last.Count - 1) ? batch.Slice(1, batch.Count - 1, batch.Frontier) : batch.Retain();

    private static Batch DoubleAtCut(Batch batch, Batch? last) =>
        last is not null && batch.Count == 0 && batch.Frontier == last.At(last.Count - 1) ? last.Slice(last.Count - 1, 1, batch.Frontier) : batch.Retain();
}
