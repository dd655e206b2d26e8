namespace StreamEngine.Features;

/// <summary>What happened at a level within the window.</summary>
/// <param name="Updates">Changes and trades.</param>
/// <param name="Added">Added by changes.</param>
/// <param name="Removed">Removed by changes.</param>
/// <param name="Traded">Traded.</param>
/// <param name="Pulls">How often it stopped being a wall.</param>
internal readonly record struct SuspectLevel(int Updates, decimal Added, decimal Removed, decimal Traded, int Pulls)
{
    /// <summary>The quantity of the changes; what came and went counts once.</summary>
    public decimal Changed => Math.Max(Added, Removed);

    /// <summary>What was removed and not traded.</summary>
    public decimal Cancelled => Math.Max(0, Removed - Traded);

    /// <summary>With an update that comes in (1) or goes out (−1).</summary>
    public SuspectLevel With(in SuspectUpdate update, int sign) =>
        new(Updates + sign, Added + (sign * update.Added), Removed + (sign * update.Removed), Traded + (sign * update.Traded), Pulls + (update.Pulled ? sign : 0));
}
