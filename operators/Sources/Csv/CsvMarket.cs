namespace StreamEngine.Sources.Csv;

/// <summary>Market of a Binance dump.</summary>
public enum CsvMarket
{
    /// <summary>Spot: times in ms, and in us from 2025 on.</summary>
    Spot,

    /// <summary>USD-M futures: times in ms.</summary>
    Usdm,

    /// <summary>COIN-M futures: times in ms, quantities in contracts.</summary>
    Coinm,
}
