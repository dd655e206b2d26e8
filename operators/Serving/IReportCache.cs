namespace StreamEngine.Serving;

/// <summary>Holds the newest report of each symbol for a while. Safe for any number of readers beside one writer.</summary>
public interface IReportCache
{
    /// <summary>Puts the report of a symbol in the place of the one before.</summary>
    ValueTask Put(CachedReport report, CancellationToken stop);

    /// <summary>The newest report of a symbol; null when there is none, or none that is young enough.</summary>
    /// <exception cref="CacheUnavailableException">The cache cannot be asked.</exception>
    ValueTask<CachedReport?> Get(string symbol, CancellationToken stop);

    /// <summary>The symbols that have a report now, in the order of their bytes.</summary>
    /// <exception cref="CacheUnavailableException">The cache cannot be asked.</exception>
    ValueTask<IReadOnlyList<string>> Symbols(CancellationToken stop);
}
