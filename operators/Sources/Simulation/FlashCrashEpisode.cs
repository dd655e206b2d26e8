namespace StreamEngine.Sources.Simulation;

/// <summary>
/// Flash crash (FEA-09): the spread is more than twice its mean, which is one tick; the book is thin, its depth less than the P10 of depths, which is near 0.82 of the typical size a level; and the net flow is negative and falls.
/// All three, or a look-alike. The definition gives no severity in numbers.
/// </summary>
internal static class FlashCrashEpisode
{
    private const double UsualSize = 0.82; // of the typical, P10 of the mean size of the levels in view
    private const int Sweeps = 4;

    /// <summary>Draws one.</summary>
    public static void Plan(EpisodePlan plan)
    {
        var state = plan.State;
        var variant = state.Random.Uniform();
        var isWide = variant is < 0.5 or >= 0.66;
        var isThin = variant is < 0.66 or >= 0.84;
        var isFalling = variant < 0.84;
        var spread = isWide ? 3 + state.Random.Below(10) : 1 + state.Random.Below(2);
        var size = isThin ? state.Share(plan.Typical, 0.15, 0.78) : state.Share(plan.Typical, 0.88, 1);
        Run(plan, bid: isFalling, spread, size, isThin);
        var byDepth = 1 - size / (UsualSize * plan.Typical);
        var bySpread = spread / 2.0 - 1;
        if (isWide && isThin && isFalling)
        {
            plan.Tell("plain", Math.Min(bySpread, byDepth), isEpisode: true, "");
        }
        else
        {
            plan.Tell(!isWide ? "spread" : !isThin ? "depth" : "flow", !isWide ? bySpread : !isThin ? byDepth : -1, isEpisode: false, "");
        }
    }

    /// <summary>One side is swept while the rest of the book thins out or is filled up.</summary>
    private static void Run(EpisodePlan plan, bool bid, int spread, long size, bool isThin)
    {
        plan.State.IsStill = true;
        if (!isThin)
        {
            plan.Add(ActKind.Resize, bid, steps: size);
        }

        plan.Add(ActKind.Sweep, bid, steps: 6, left: spread);
        if (isThin)
        {
            plan.Add(ActKind.Resize, bid, steps: size);
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            plan.Wait(0.3, 0.4);
            plan.Add(ActKind.Sweep, bid, steps: 4, left: spread);
        }

        plan.Wait(0.3, 0.5);
        plan.Add(ActKind.Close, bid);
        plan.Add(ActKind.Resize, bid);
    }
}
