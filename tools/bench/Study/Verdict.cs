using StreamEngine.Config;

namespace StreamEngine.Bench.Study;

/// <summary>What a validator made of a mutant.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Errors">All errors.</param>
/// <param name="Best">The error that is about the mistake; null when none is.</param>
/// <param name="Line">Whether its line is right.</param>
/// <param name="Span">Whether its span is right.</param>
/// <param name="Suggestion">Whether it suggests what the edit undoes; null where the edit does not say.</param>
/// <param name="Healed">Whether its edits give a file with the plan of the original; null where more than one thing can have been meant.</param>
internal sealed record Verdict(Mutant Mutant, IReadOnlyList<Problem> Errors, Problem? Best, bool Line, bool Span, bool? Suggestion, bool? Healed)
{
    /// <summary>Whether the file was taken for a good one.</summary>
    public bool IsValid => Errors.Count == 0;

    /// <summary>Whether it counts apart: valid, and the edit did not rule that out.</summary>
    public bool CountsApart => IsValid && Mutant.MayStayValid;

    /// <summary>Whether the mistake was found.</summary>
    public bool Found => Best is not null;
}
