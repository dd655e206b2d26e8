namespace StreamEngine.Sources.Simulation;

/// <summary>An episode to come, with parameters drawn on both sides of the thresholds, written from the definitions of REQUIREMENTS FEA-07 to FEA-09.</summary>
/// <param name="state">The market; the plan is left in it.</param>
/// <param name="typical">Largest calm size, in steps, the P95 of sizes shown.</param>
/// <param name="ts">When it begins, ns.</param>
internal sealed class EpisodePlan(CalmState state, long typical, long ts)
{
    private const long Millisecond = 1_000_000;
    private long _at = ts + Millisecond;

    /// <summary>The market it happens in.</summary>
    public CalmState State => state;

    /// <summary>Largest calm size, in steps.</summary>
    public long Typical => typical;

    /// <summary>The label.</summary>
    public EpisodeLabel Label { get; } = new() { Begin = ts + Millisecond };

    /// <summary>Draws a kind and its episode.</summary>
    public void Draw(IReadOnlyList<EpisodeKind> kinds)
    {
        Label.Kind = kinds[state.Random.Below(kinds.Count)];
        switch (Label.Kind)
        {
            case EpisodeKind.Spoofing:
                SpoofingEpisode.Plan(this);
                break;
            case EpisodeKind.Iceberg:
                IcebergEpisode.Plan(this);
                break;
            case EpisodeKind.FlashCrash:
                FlashCrashEpisode.Plan(this);
                break;
            default:
                PriceEpisode.Plan(this);
                break;
        }

        Add(ActKind.End, false);
        state.Acts.Reverse();
        state.Label = Label;
    }

    /// <summary>Best level of a side.</summary>
    public long Best(bool bid) => bid ? state.Bids.Best : state.Asks.Best;

    /// <summary>Whether trades before it would explain what is removed at a level.</summary>
    public bool IsTraded(bool bid, long rank) => state.IsTraded(bid, rank, ts);

    /// <summary>The level that other orders leave alone.</summary>
    public void Hold(bool bid, long rank) => (state.HeldBid, state.HeldRank) = (bid, rank);

    /// <summary>The next message.</summary>
    public void Add(ActKind kind, bool bid, long rank = 0, long steps = 0, long left = 0)
    {
        state.Acts.Add(new EpisodeAct(_at, kind, bid, rank, steps, left));
        _at += Millisecond;
    }

    /// <summary>Time passes before the next message.</summary>
    public void Wait(double from, double to) => _at += state.Seconds(from, to);

    /// <summary>What is true of it: the parameter drawn, and how far from its threshold.</summary>
    public void Tell(string aspect, double distance, bool isEpisode, string severity)
    {
        Label.Aspect = aspect;
        Label.Distance = distance;
        Label.IsLookAlike = !isEpisode;
        Label.Severity = isEpisode ? severity : "";
    }
}
