namespace StreamEngine.Sources;

/// <summary>What a <see cref="MarketSimulator"/> can plant into a market (REQUIREMENTS SRC-12).</summary>
public enum EpisodeKind
{
    /// <summary>A large order away from the mid, taken away again without having traded (FEA-07).</summary>
    Spoofing,

    /// <summary>A level filled again and again in like pieces that shows the same size throughout (FEA-08).</summary>
    Iceberg,

    /// <summary>A wide spread over a thin book while selling gathers speed (FEA-09).</summary>
    FlashCrash,

    /// <summary>Buyers who sweep one level after another, faster and faster.</summary>
    Squeeze,

    /// <summary>A price that jumps without a trade between.</summary>
    Gap,

    /// <summary>A price that goes one way.</summary>
    Trend,

    /// <summary>A price that goes up and down between two borders.</summary>
    Range,
}
