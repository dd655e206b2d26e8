namespace StreamEngine.Tests.Editor;

/// <summary>What a user sees who edits a pipeline in an editor with <c>yaml-language-server</c> and the schema of <c>streamengine schema</c>.</summary>
public sealed class EditorTests(EditorServer editor) : IClassFixture<EditorServer>
{
    private const string Head = "version: 1\npipeline: x\nnodes:\n";

    [Theory]
    [InlineData("  a: { market_simulator: { rows: 5, seedd: 3 } }", "4:37-42 Property seedd is not allowed.")]
    [InlineData("  a: { from: m, onx: { depth: 20 } }", "4:17-20 Property onx is not allowed.")]
    [InlineData("  a: { market_simulator: {}, where: x > 1 }", "4:30-35 a source has no from, where, key, buffer, parallel, latency_budget or deadline")]
    [InlineData("  a: { from: m, mid: {}, batch: 5 }", "4:26-31 a feature has no batch, port or deadline")]
    [InlineData("  a: { from: m, console: {}, select: x }", "4:30-36 a sink has no select, key, port, parallel or deadline")]
    [InlineData("  a: { mid: {} }", "4:3-4 'mid' needs 'from'")]
    [InlineData("  a: { from: m, mid: {}, spread: {} }", "4:17-20 a node has at most one verb; this one has 'spread'", "4:26-32 a node has at most one verb; this one has 'mid'")]
    [InlineData("  a: { from: m, normalize: binance_spt }", "4:28-39 it must be one of binance_spot, binance_usdm")]
    [InlineData("  a: { from: m, normalize: {} }", "4:17-26 Missing property \"venue\".")]
    [InlineData("  a: { from: m, csv_file: { path: x, times: iso } }", "4:45-48 it must be one of ns, rfc3339")]
    [InlineData("  a: { from: m, rolling: { column: price, over: 5 } }", "4:49-50 it must be a duration such as 250ms")]
    [InlineData("  a: { from: m, rolling: { column: price, over: 5 bps } }", "4:49-54 it must be a duration such as 250ms")]
    [InlineData("  a: { from: m, rolling: { column: price, over: 5s, take: [meen] } }", "4:60-64 it must be one of count, sum, mean, variance, min, max")]
    [InlineData("  a: { from: m, rolling: { column: price, over: 5s, take: meen } }", "4:59-63 it must be one of count, sum, mean, variance, min, max")]
    [InlineData("  a: { from: m, console: { every: 0 } }", "4:35-36 Value is below the minimum of 1.")]
    [InlineData("  a: { from: m, console: { limit: many } }", "4:35-39 it must be a whole number")]
    [InlineData("  a: { from: m, buffer: { policy: conflate } }", "4:35-43 it must be one of wait, drop_oldest, drop_newest, fail")]
    [InlineData("  a: { from: { in: m, trade: t }, trade_flow: { window: 1s } }", "4:8-12 Missing property \"trades\".", "4:23-28 Property trade is not allowed.")]
    [InlineData("  a: { from: m, drop: [lte], trade_flow: { window: 1s } }", "4:24-27 Value is not accepted. Valid values: \"late\", \"error\".")]
    [InlineData("  a: { for_each: { s: symbols }, market_simulator: {}, port: trdes }", "4:23-30 it must be a list of values, or $param", "4:62-67 Value is not accepted. Valid values: \"deltas\", \"trades\", \"quotes\", \"labels\", \"tickers\".")]
    [InlineData("  Best-Bid: { from: m }", "4:3-11 a node has a name of lower-case letters, digits and '_', a letter first")]
    public async Task Mistake_IsUnderlinedWhereItStands(string node, params string[] found) =>
        Assert.Equal(found, await editor.Diagnose(Head + node + "\n"));

    [Theory]
    [InlineData("version: 2\npipeline: x\nnodes: {}\n", "1:10-11 Value is not accepted. Valid values: 1.")]
    [InlineData("version: 1\npipline: x\nnodes: {}\n", "1:1-2 Missing property \"pipeline\".", "2:1-8 Property pipline is not allowed.")]
    [InlineData("version: 1\npipeline: x\nparams:\n  n: { type: int46 }\nnodes: {}\n",
        "4:14-19 it must be bool, int64, float64, decimal, string, symbol, path, duration, rate, timestamp, enum<a|b> or list<…> of one")]
    [InlineData("version: 1\npipeline: x\ntime: { lateness: 5 }\nnodes: {}\n", "3:19-20 it must be a duration such as 250ms")]
    [InlineData("version: 1\npipeline: x\nnodes: {}\ndead_letters: { mid: {} }\n", "4:17-20 Property mid is not allowed.")]
    [InlineData("version: 1\npipeline: x\nnodes: {}\ninputs: { a: trade/1 }\n",
        "4:1-7 a pipeline file has version, pipeline, use, plugins, params, secrets, profiles, time, defaults, nodes, dead_letters, tests and x-…")]
    [InlineData("version: 1\ntemplate: x\ninputs: { a: trad/1 }\nnodes: {}\noutputs: { out: a.b.c }\n",
        "3:14-20 it must be one of bar/1, book/1, book_delta/1, book_status/1, dead/1, fill/1, frame/1, funding/1, instrument/1, liquidation/1, mark_price/1, open_interest/1, order/1, quote/1, signal/1, ticker/1, trade/1, or { columns: … }",
        "5:17-22 it must be a node, or node.port")]
    [InlineData("version: 1\npipeline: x\nuse: { f: lib/f.json }\nnodes: { a: { f: { window: 1s } }, b: { f: 5 } }\n",
        "3:11-21 it must be the path of a template file, as in lib/features.yaml", "4:44-45 a template takes a map of its params, an operator of a plug-in a map of its options")]
    [InlineData("version: 1\npipeline: x\nnodes: {}\nprofiles:\n  replay: { clock: repla, nodes: { a: { mid: {} } } }\n",
        "5:20-25 Value is not accepted. Valid values: \"live\", \"replay\".", "5:41-44 Property mid is not allowed.")]
    [InlineData("version: 1\ntests:\n  - name: a\n    given: { b: { file: x, frm: 3 } }\n    expect: { a: { cont: 3 } }\n    until: 5\n",
        "4:28-31 Property frm is not allowed.", "5:20-24 Property cont is not allowed.", "6:12-13 it must be a time from 0 such as 400ms, or one such as 2024-01-01T00:00:05Z")]
    [InlineData("version: 1\ntests:\n  - name: a\n    expect_error: SE0000\n", "4:19-25 it must be an error code; streamengine explain tells what a code means")]
    public async Task MistakeOfTheFile_IsUnderlinedWhereItStands(string text, params string[] found) =>
        Assert.Equal(found, await editor.Diagnose(text));

    [Theory]
    [InlineData("  a: { from: m, ewma: { column: price, span: $span } }")]
    [InlineData("  a: { from: m, order_book: $depth }")]
    [InlineData("  a: { from: m, order_book: 1_000 }")]
    [InlineData("  a: { from: m, order_book: env:DEPTH }")]
    [InlineData("  a: { from: m, normalize: $venue }")]
    [InlineData("  a: { from: m, buffer: 1_000 }")]
    [InlineData("  a: { from: m, buffer: { rows: 10, bytes: 64MiB, policy: $policy } }")]
    [InlineData("  a: { from: m, arrow_file: $out/x.arrow }")]
    [InlineData("  a: { arrow_file: [a.arrow, b.arrow], batch: { max: 5 } }")]
    [InlineData("  a: { from: [m, n.port], mid: }")]
    [InlineData("  a: { market_simulator: { rate: 10/250ms, symbols: [BTCUSDT, 1000], tick: 0.000_1 } }")]
    [InlineData("  a: { market_simulator: { rate: 5/s per symbol, symbols: BTCUSDT, unpaced: $fast } }")]
    [InlineData("  a: { from: m, key: [symbol, venue], where: true, select: \"*\", on_error: stop, drop: error }")]
    public async Task WhatTheValidatorTakes_IsNotUnderlined(string node) => Assert.Empty(await editor.Diagnose(Head + node + "\n"));

    [Theory]
    [InlineData("  a:\n    from: m\n    ‸", "rolling", "Count, sum, mean, variance, least and greatest value of a column")]
    [InlineData("  a:\n    from: m\n    ‸", "where", "Expression: rows of the main input for which it is not true are filtered out")]
    [InlineData("  a:\n    from: m\n    rolling:\n      column: price\n      ‸", "over", "Length of the window in event time.")]
    [InlineData("  a: { from: m, rolling: { column: price, ov‸ } }", "over", "Length of the window in event time.")]
    [InlineData("  a:\n    from: m\n    rolling:\n      take: [‸]", "variance", "Their sample variance (n − 1).")]
    [InlineData("  a:\n    from: m\n    buffer:\n      policy: ‸", "drop_oldest", "The oldest rows go; counted.")]
    [InlineData("  a:\n    market_simulator:\n      burst:\n        ‸", "factor", "Events a second in a burst over those outside.")]
    [InlineData("  a:\n    trade_flow: {}\n    from:\n      ‸", "trades", "")]
    [InlineData("  a:\n    from: m\n    trade_flow: { window: 1s }\n    drop: ‸", "late", "Trades for rows that had been answered.")]
    [InlineData("  a:\n    market_simulator: {}\n    port: ‸", "quotes", "Best bid and ask (quote/1)")]
    [InlineData("  a: {}\nprofiles:\n  x:\n    clock: ‸", "replay", "Stream time alone")]
    [InlineData("  a: {}\nprofiles:\n  x:\n    nodes:\n      a:\n        arrow_file:\n          ‸", "framing", "The file framing has a footer")]
    [InlineData("  a: {}\ntests:\n  - name: x\n    expect_error: ‸", "SE3004", "no node has this name")]
    public async Task Cursor_IsOfferedTheNameWithItsMeaning(string text, string name, string meaning)
    {
        var offered = await editor.Complete(Head + text);

        Assert.Contains(name, offered.Keys);
        Assert.StartsWith(meaning, offered[name], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  a: { from: m, ‸ewma: { column: price, span: 5 } }", "    y = y′ + α (x − y′)")]
    [InlineData("  a: { from: m, ewma: { column: price, ‸span: 5 } }", "Rows, in the sense that α is 2 / (span + 1).\n\na whole number, from 1 to 1000000")]
    [InlineData("  a: { from: m, console: { ‸limit: 5 } }", "a whole number, at least 0; default `20`")]
    [InlineData("  a: { from: m, csv_file: { path: x, times: ‸ns } }", "* `ns`: ")]
    public async Task Pointer_ShowsWhatTheReferenceSays(string node, string shown) => Assert.Contains(shown, await editor.Hover(Head + node + "\n"), StringComparison.Ordinal);
}
