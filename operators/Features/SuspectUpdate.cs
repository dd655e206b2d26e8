namespace StreamEngine.Features;

/// <summary>A change of a level that is a wall far from the mid, before it or behind it; or a trade at a level.</summary>
/// <param name="Level">The level.</param>
/// <param name="Added">What was added to it.</param>
/// <param name="Removed">What was removed from it.</param>
/// <param name="Traded">What was traded there.</param>
/// <param name="Pulled">Whether it stopped being a wall.</param>
internal readonly record struct SuspectUpdate(LevelKey Level, decimal Added, decimal Removed, decimal Traded, bool Pulled);
