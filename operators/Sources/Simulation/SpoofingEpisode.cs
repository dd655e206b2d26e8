namespace StreamEngine.Sources.Simulation;

/// <summary>
/// Spoofing (FEA-07): a wall, of at least 1.5 times the P95 of sizes, farther than 3 spreads from the mid, of whose changes at least 70 % within 30 s are removals that no trade explains; by share and number of
/// removals low, medium (80 %, 3) or high (90 %, 5).
/// </summary>
internal static class SpoofingEpisode
{
    /// <summary>Draws one.</summary>
    public static void Plan(EpisodePlan plan)
    {
        var state = plan.State;
        var variant = state.Random.Uniform();
        switch (variant)
        {
            case < 0.35:
                Pull(plan, state.Between(1.6, 3), 3 + state.Random.Below(10), 1 + state.Random.Below(7), "plain");
                break;
            case < 0.5:
                Pull(plan, state.Between(0.6, 1.4), 3 + state.Random.Below(10), 3 + state.Random.Below(5), "size");
                break;
            case < 0.6:
                Pull(plan, state.Between(1.6, 3), 1 + state.Random.Below(5), 1 + state.Random.Below(7), "distance");
                break;
            case < 0.7:
                PullPart(plan);
                break;
            case < 0.85:
                Trade(plan);
                break;
            default:
                Pull(plan, state.Between(0.6, 0.9), 3 + state.Random.Below(10), 5 + state.Random.Below(4), "requoted");
                break;
        }
    }

    /// <summary>An order comes and goes as a whole, at least <paramref name="least"/> levels behind the best. Its distance from the mid is that and 0.5 spreads.</summary>
    private static void Pull(EpisodePlan plan, double size, int least, int times, string aspect)
    {
        var (bid, rank, level, small) = Begin(plan, least, plan.State.Random.Below(2) == 0);
        var large = (long)Math.Round(1.5 * plan.Typical * size);
        for (var time = 0; time < times; time++)
        {
            plan.Add(ActKind.Set, bid, rank, large);
            plan.Wait(0.5, 1.8);
            plan.Add(ActKind.Set, bid, rank, small);
            plan.Wait(0.3, 1.2);
        }

        var bySize = large / (1.5 * plan.Typical) - 1;
        var byDistance = (level + 0.5) / 3 - 1;
        plan.Tell(aspect, Math.Min(bySize, byDistance), bySize >= 0 && byDistance > 0, times >= 5 ? "high" : times >= 3 ? "medium" : "low");
    }

    /// <summary>A wall of which only a part goes, so that what is left is none; the share of its changes is on both sides of 70 %.</summary>
    private static void PullPart(EpisodePlan plan)
    {
        var state = plan.State;
        var (bid, rank, _, small) = Begin(plan, 3 + state.Random.Below(10), state.Random.Below(2) == 0);
        var added = state.Share(plan.Typical, 1.7, 1.9);
        var removed = state.Share(added, 0.6, 1);
        plan.Add(ActKind.Set, bid, rank, small + added);
        plan.Wait(0.5, 5);
        plan.Add(ActKind.Set, bid, rank, small + added - removed);
        plan.Wait(0.5, 2);
        plan.Add(ActKind.Set, bid, rank, small);
        plan.Tell("share", removed / (double)added / 0.7 - 1, removed * 10 >= added * 7, "low");
    }

    /// <summary>Not spoofing: the wall is bought.</summary>
    private static void Trade(EpisodePlan plan)
    {
        var (bid, rank, level, _) = Begin(plan, 3 + plan.State.Random.Below(8), bid: false);
        plan.Add(ActKind.Set, bid, rank, plan.State.Share(plan.Typical, 2.4, 4.5));
        plan.Wait(0.5, 5);
        plan.Add(ActKind.Sweep, bid, steps: level + 1, left: level + 2);
        plan.Wait(0.1, 0.3);
        plan.Add(ActKind.Close, bid);
        plan.Tell("traded", double.NaN, isEpisode: false, "");
    }

    /// <summary>A small size at a level where nothing has been traded, or what went there could be explained by trades.</summary>
    private static (bool Bid, long Rank, int Level, long Small) Begin(EpisodePlan plan, int level, bool bid)
    {
        while (plan.IsTraded(bid, plan.Best(bid) - level))
        {
            level++;
        }

        var rank = plan.Best(bid) - level;
        var small = (long)(0.6 * plan.Typical);
        plan.Hold(bid, rank);
        plan.Add(ActKind.Set, bid, rank, small);
        plan.Wait(0.2, 0.5);
        return (bid, rank, level, small);
    }
}
