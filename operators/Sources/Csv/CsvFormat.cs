namespace StreamEngine.Sources.Csv;

/// <summary>Formats of CSV files that are known by name.</summary>
public enum CsvFormat
{
    /// <summary>Binance public dump <c>trades</c>: trade/1.</summary>
    BinanceTrades,

    /// <summary>Binance public dump <c>aggTrades</c>: trade/1 of kind aggregated.</summary>
    BinanceAggTrades,

    /// <summary>Binance public dump <c>klines</c>: bar/1 with the taker's volumes.</summary>
    BinanceKlines,

    /// <summary>Binance public dump <c>bookTicker</c> of futures: quote/1.</summary>
    BinanceBookTicker,

    /// <summary>Binance public dump <c>bookDepth</c> of futures: the sums of the book within a percentage of the price.</summary>
    BinanceBookDepth,

    /// <summary>Tardis <c>trades</c>: trade/1.</summary>
    TardisTrades,

    /// <summary>Tardis <c>quotes</c> and <c>book_ticker</c>: quote/1.</summary>
    TardisQuotes,

    /// <summary>Tardis <c>incremental_book_L2</c>: book_delta/1.</summary>
    TardisIncrementalBookL2,

    /// <summary>Tardis <c>book_snapshot_5</c>, <c>_25</c> and others: book/1.</summary>
    TardisBookSnapshot,
}
