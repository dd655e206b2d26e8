using StreamEngine.Simulation.Expressions;

namespace StreamEngine.Simulation.Cases;

/// <summary>The attribute <c>select</c>.</summary>
/// <param name="KeepsAll">Whether it begins with <c>*</c>.</param>
/// <param name="Lines">The lines behind it; a name the input has takes its place.</param>
internal sealed record SimSelect(bool KeepsAll, IReadOnlyList<(string Name, SimExpr Value)> Lines);
