namespace StreamEngine.Cli.Scaffold;

/// <summary>The text of a new pipeline: it runs without any recording, from a simulated exchange to a table and a file.</summary>
internal static class NewPipeline
{
    /// <summary>The text.</summary>
    /// <param name="name">The pipeline's name.</param>
    /// <param name="file">Where it will stand.</param>
    public static string Text(string name, string file) => NewFiles.Modeline(file) + Body.Replace("NAME", name, StringComparison.Ordinal).Replace("FILE", file.Replace('\\', '/'), StringComparison.Ordinal);

    private const string Body =
        """
        # NAME: say here what it is for.
        #
        #   streamengine run FILE --until-idle
        version: 1
        pipeline: NAME
        params:
          symbols: { type: list<symbol>, default: [BTCUSDT, ETHUSDT] }
          rows:    { type: int64, default: 5_000 }
          out:     { type: path, default: out/NAME.arrow }
        nodes:
          exchange:  { market_simulator: { symbols: $symbols, rows: $rows, unpaced: true } }
          book:      { from: exchange.deltas, key: symbol, order_book: { depth: 10 } }
          spread:    { from: book, key: symbol, spread: {} }
          imbalance: { from: spread, key: symbol, imbalance: { levels: 5 } }
          average:   { from: imbalance, key: symbol, ewma: { column: imbalance_5, half_life: 1s, as: pressure } }
          features:
            from: average
            where: state = 'live'
            select: |
              ts
              symbol
              bid_px
              ask_px
              spread_bps
              pressure
          screen: { from: features, console: { every: 500, limit: 10 } }
          file:   { from: features, arrow_file: { path: $out } }
        tests:
          - name: pressure follows the imbalance with a half-life of a second
            given:
              exchange.deltas:
                - { ts: 1s, symbol: BTCUSDT, action: clear, last: false }
                - { ts: 1s, symbol: BTCUSDT, side: bid, price: 100, qty: 3, last: false }
                - { ts: 1s, symbol: BTCUSDT, side: ask, price: 101, qty: 1 }
                - { ts: 2s, symbol: BTCUSDT, side: ask, price: 101, qty: 3 }
            expect:
              features:
                - { ts: 1s, symbol: BTCUSDT, spread_bps: 100, pressure: 0.5 } # (3 - 1) / (3 + 1)
                - { ts: 2s, pressure: 0.25 } # sizes 3 and 3: half of the way from 0.5 to 0

        """;
}
