using StreamEngine.Data;
using StreamEngine.Expressions;

namespace StreamEngine.Runtime;

/// <summary>The attribute <c>where</c> in front of an operator or sink: marks rows, copies none.</summary>
internal sealed class FilterStep(FusedProgram program, DeadRows dead, NodeCounters counters)
{
    private readonly StepCounts[] _counts = new StepCounts[1];
    private readonly List<RowFailure> _failures = [];

    /// <summary>The rows that pass; null when none does.</summary>
    public Batch? Run(Batch batch)
    {
        _counts[0] = default;
        _failures.Clear();
        var kept = program.Run(batch, _counts, _failures);
        counters.Filtered += _counts[0].Filtered;
        counters.Error += _counts[0].Failed;
        foreach (var failure in _failures)
        {
            dead.Write("error", batch, batch.Row(failure.Row), batch.At(failure.Row), "SE9103", $"where: {failure.Expression}: {failure.Reason}");
        }

        return kept;
    }
}
