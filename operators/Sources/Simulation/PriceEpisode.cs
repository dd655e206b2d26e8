namespace StreamEngine.Sources.Simulation;

/// <summary>Squeeze, gap, trend and range: what the price does, without thresholds, severities or look-alikes.</summary>
internal static class PriceEpisode
{
    /// <summary>Draws one.</summary>
    public static void Plan(EpisodePlan plan)
    {
        var state = plan.State;
        var up = plan.Label.Kind == EpisodeKind.Squeeze || state.Random.Below(2) == 0;
        var count = 10 + state.Random.Below(20);
        switch (plan.Label.Kind)
        {
            case EpisodeKind.Gap:
                plan.Add(ActKind.Withdraw, bid: !up, steps: count, left: 1);
                break;
            case EpisodeKind.Squeeze:
                for (var step = 0; step < count; step++)
                {
                    plan.Add(ActKind.Sweep, bid: false, steps: 1 + step / 5, left: 1);
                    plan.Wait(0.5 / (1 + step), 1.0 / (1 + step));
                }

                break;
            default:
                var half = 3 + state.Random.Below(5);
                for (var step = 0; step < count; step++)
                {
                    var turned = plan.Label.Kind == EpisodeKind.Range && step / half % 2 == 1;
                    plan.Add(ActKind.Sweep, bid: up == turned, steps: 1, left: 1);
                    plan.Wait(0.3, 1.5);
                }

                break;
        }
    }
}
