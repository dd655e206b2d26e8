namespace StreamEngine.Windows;

/// <summary>What fills a market bar.</summary>
internal enum MarketKind
{
    /// <summary>Trades.</summary>
    Tick,

    /// <summary>Σ qty.</summary>
    Volume,

    /// <summary>Σ price × qty.</summary>
    Notional,

    /// <summary>|Σ qty bought − Σ qty sold|.</summary>
    Imbalance,
}
