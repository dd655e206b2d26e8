namespace StreamEngine.Features;

/// <summary>What <see cref="Freshness"/> knows of one key; <see cref="long.MinValue"/> for none.</summary>
internal sealed class Arrivals
{
    /// <summary>The newest ts of all events, ns.</summary>
    public long Newest = long.MinValue;

    /// <summary>The newest ts of those that were fresh when they came, ns.</summary>
    public long NewestFresh = long.MinValue;
}
