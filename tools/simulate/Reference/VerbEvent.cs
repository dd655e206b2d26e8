using StreamEngine.Simulation.Cases;

namespace StreamEngine.Simulation.Reference;

/// <summary>A row of one input of a verb, as it comes in stream order.</summary>
/// <param name="Role">Rank of the input.</param>
/// <param name="Row">The row.</param>
/// <param name="Key">Its key as text; null where a part of it is null.</param>
internal sealed record VerbEvent(int Role, SimRow Row, string? Key);
