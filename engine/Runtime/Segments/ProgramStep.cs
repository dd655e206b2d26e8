using StreamEngine.Expressions;

namespace StreamEngine.Runtime;

/// <summary>Whose a step of a fused chain is, and where its rows are counted.</summary>
/// <param name="Node">The node.</param>
/// <param name="What"><c>where</c> or <c>select</c>.</param>
/// <param name="Role">What the step is to its node's books.</param>
/// <param name="Dead">Where its failed rows go.</param>
/// <param name="Counters">The node's counters.</param>
internal sealed record ProgramStep(string Node, string What, StepRole Role, DeadRows Dead, NodeCounters Counters)
{
    /// <summary>Books the rows of one batch.</summary>
    public void Count(StepCounts counts)
    {
        if (Role.HasFlag(StepRole.First))
        {
            Counters.In += counts.In;
        }

        var left = counts.In - counts.Filtered - counts.Failed;
        if (Role.HasFlag(StepRole.Behind))
        {
            Counters.OutFailed += counts.Failed;
        }
        else
        {
            Counters.Filtered += counts.Filtered;
            Counters.Error += counts.Failed;
            if (Role.HasFlag(StepRole.Last))
            {
                Counters.Used += left;
            }
        }

        if (Role.HasFlag(StepRole.Last) && Role.HasFlag(StepRole.Inside))
        {
            Counters.Out += left;
        }
    }
}
