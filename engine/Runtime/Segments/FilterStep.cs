using StreamEngine.Data;
using StreamEngine.Expressions;

namespace StreamEngine.Runtime;

/// <summary>The attribute <c>where</c> in front of an operator, and the arguments of its aggregates: marks rows and adds columns, copies none.</summary>
internal sealed class FilterStep(FusedProgram program, IReadOnlyList<string> steps, DeadRows dead, NodeCounters counters)
{
    private readonly StepCounts[] _counts = new StepCounts[steps.Count];
    private readonly List<RowFailure> _failures = [];

    /// <summary>The rows that pass; null when none does.</summary>
    public Batch? Run(Batch batch)
    {
        Array.Clear(_counts);
        _failures.Clear();
        var kept = program.Run(batch, _counts, _failures);
        foreach (var step in _counts)
        {
            counters.Filtered += step.Filtered;
            counters.Error += step.Failed;
        }

        foreach (var failure in _failures)
        {
            dead.Write("error", batch, batch.Row(failure.Row), batch.At(failure.Row), "SE9103", $"{steps[failure.Step]}: {failure.Expression}: {failure.Reason}");
        }

        return kept;
    }
}
