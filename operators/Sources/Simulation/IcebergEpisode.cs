namespace StreamEngine.Sources.Simulation;

/// <summary>Iceberg (FEA-08): at least 5 fills of similar size (±20 %) at one price within 5 minutes while the size shown stays within ±10 %; always medium.</summary>
internal static class IcebergEpisode
{
    private const double WindowSeconds = 300;

    /// <summary>Draws one.</summary>
    public static void Plan(EpisodePlan plan)
    {
        var state = plan.State;
        var bid = state.Random.Below(2) == 0;
        var rank = plan.Best(bid);
        var shown = state.Share(plan.Typical, 0.7, 1);
        plan.Hold(bid, rank);
        plan.Add(ActKind.Set, bid, rank, shown);
        plan.Wait(0.2, 0.5);
        var variant = state.Random.Uniform();
        switch (variant)
        {
            case < 0.4:
                Count(plan, bid, rank, shown, 6 + state.Random.Below(7), "plain");
                break;
            case < 0.55:
                Count(plan, bid, rank, shown, 1 + state.Random.Below(9), "count");
                break;
            case < 0.65:
                Sizes(plan, bid, rank, shown);
                break;
            case < 0.75:
                Shown(plan, bid, rank, shown);
                break;
            case < 0.85:
                Times(plan, bid, rank, shown);
                break;
            default:
                Requoted(plan, bid, rank, shown);
                break;
        }

        plan.Wait(0.5, 1);
        plan.Add(ActKind.Set, bid, rank, shown > plan.Typical * 0.8 ? (long)(plan.Typical * 0.6) : plan.Typical); // nothing of it goes on
    }

    /// <summary>Fills of like size, more or fewer than 5.</summary>
    private static void Count(EpisodePlan plan, bool bid, long rank, long shown, int fills, string aspect)
    {
        var size = plan.State.Share(shown, 0.2, 0.5);
        for (var fill = 0; fill < fills; fill++)
        {
            plan.Add(ActKind.Fill, bid, rank, plan.State.Share(size, 0.95, 1.05), plan.State.Share(shown, 0.96, 1.04));
            plan.Wait(0.3, 3);
        }

        plan.Tell(aspect, fills / 5.0 - 1, fills >= 5, "medium");
    }

    /// <summary>Eight fills of two sizes in turn: similar, or four and four that are not.</summary>
    private static void Sizes(EpisodePlan plan, bool bid, long rank, long shown)
    {
        var small = plan.State.Share(shown, 0.2, 0.4);
        var large = plan.State.Share(small, 1.1, 1.45);
        for (var fill = 0; fill < 8; fill++)
        {
            plan.Add(ActKind.Fill, bid, rank, fill % 2 == 0 ? small : large, shown);
            plan.Wait(0.3, 3);
        }

        plan.Tell("fill_size", 1 - (large - small) / (0.2 * large), (large - small) * 5 <= large, "medium");
    }

    /// <summary>Two sizes shown in turn, more or less than 10 % apart.</summary>
    private static void Shown(EpisodePlan plan, bool bid, long rank, long shown)
    {
        var less = plan.State.Share(shown, 0.8, 0.97);
        var size = plan.State.Share(shown, 0.2, 0.5);
        for (var fill = 0; fill < 9; fill++)
        {
            plan.Add(ActKind.Fill, bid, rank, size, fill % 2 == 0 ? less : shown);
            plan.Wait(0.3, 3);
        }

        plan.Tell("shown", 1 - (shown - less) / (0.1 * shown), (shown - less) * 10 <= shown, "medium");
    }

    /// <summary>Five fills at even distances, which take more or less than 5 minutes.</summary>
    private static void Times(EpisodePlan plan, bool bid, long rank, long shown)
    {
        var apart = plan.State.Between(60, 90);
        var size = plan.State.Share(shown, 0.2, 0.5);
        for (var fill = 0; fill < 5; fill++)
        {
            plan.Add(ActKind.Fill, bid, rank, size, shown);
            if (fill < 4)
            {
                plan.Wait(apart, apart);
            }
        }

        plan.Tell("time", 1 - 4 * apart / WindowSeconds, 4 * (apart + 0.001) < WindowSeconds, "medium");
    }

    /// <summary>Not an iceberg: each fill is seen, and a market maker quotes the size anew.</summary>
    private static void Requoted(EpisodePlan plan, bool bid, long rank, long shown)
    {
        var size = plan.State.Share(shown, 0.2, 0.5);
        var fills = 5 + plan.State.Random.Below(8);
        for (var fill = 0; fill < fills; fill++)
        {
            plan.Add(ActKind.Fill, bid, rank, size, shown - size);
            plan.Wait(0.1, 0.5);
            plan.Add(ActKind.Set, bid, rank, shown);
            plan.Wait(0.3, 2);
        }

        plan.Tell("requoted", double.NaN, isEpisode: false, "");
    }
}
