namespace StreamEngine.Tests.Testing;

/// <summary>Everything that can be wrong with how a case is written, by its whole message.</summary>
public sealed class CaseProblemTests
{
    private const string Head =
        """
        version: 1
        pipeline: flow
        nodes:
          trades: { arrow_file: { path: t.arrow, schema: trade/1 } }
          deltas: { arrow_file: { path: t.arrow, schema: book_delta/1 } }
          book: { from: deltas, order_book: {} }
          market: { from: frames, normalize: { venue: binance_spot } }
          frames: { capture_file: [x.gz] }
          out: { from: trades, console: {} }
        tests:

        """;

    [Theory]
    [InlineData("  a: 1", "flow.yaml:11:3: error SE2501: 'tests' is a list of cases, this is a map; write - name: what it shows, given: { node: [rows] }, expect: { node: [rows] }")]
    [InlineData("  - a", "flow.yaml:11:5: error SE2501: a case is a map, this is 'a'; write - name: what it shows, given: { node: [rows] }, expect: { node: [rows] }")]
    [InlineData("  - { expect: {} }", "flow.yaml:11:5: error SE2501: the case has no name; add name: what it shows")]
    [InlineData("  - { name: ~, expect: {} }", "flow.yaml:11:7: error SE2501: 'name' is a text, this is nothing")]
    [InlineData("  - { name: a }", "flow.yaml:11:13: error SE2501: case 'a' expects nothing; add expect or expect_error; 'expect: {}' is filled by streamengine test --bless")]
    [InlineData("  - { name: a, expect: {}, expect_error: SE3004 }", "flow.yaml:11:13: error SE2501: case 'a' expects rows and an error; make two cases of it")]
    [InlineData("  - { name: a, exptect: {}, expect: {} }", "flow.yaml:11:16: error SE2501: unknown key 'exptect'; a case has name, params, profile, given, expect, expect_error, until; did you mean 'expect'?")]
    [InlineData("  - { name: a, expect: {} }\n  - { name: a, expect: {} }", "flow.yaml:12:13: error SE2501: a second case is called 'a'; give it a name of its own")]
    [InlineData("  - { name: a, expect: 4 }", "flow.yaml:11:24: error SE2501: 'expect' is a map from node to rows, this is '4'; write expect: { node: [ { column: value } ] }")]
    [InlineData("  - { name: a, given: [], expect: {} }", "flow.yaml:11:23: error SE2501: 'given' is a map from node to rows, this is a list")]
    [InlineData("  - { name: a, params: [], expect: {} }", "flow.yaml:11:24: error SE2501: 'params' is a map from name to value, this is a list")]
    [InlineData("  - { name: a, params: { b: {} }, expect: {} }", "flow.yaml:11:29: error SE2501: param 'b' is a map; it must be a value or a list of values")]
    [InlineData("  - { name: a, until: 5, expect: {} }", "flow.yaml:11:23: error SE2501: 'until' is '5'; it must be a duration from 0 such as 5s, or a time such as 2024-01-01T00:00:05Z")]
    [InlineData("  - { name: a, expect_error: SE0000 }", "flow.yaml:11:30: error SE2501: 'SE0000' is no error code; write expect_error: SE3004; streamengine explain tells what a code means")]
    [InlineData("  - { name: a, expect_error: { at: '1:1' } }", "flow.yaml:11:30: error SE2501: 'expect_error' has no code; write expect_error: SE3004; streamengine explain tells what a code means")]
    [InlineData("  - { name: a, expect_error: { code: SE3004, place: '1:1' } }", "flow.yaml:11:46: error SE2501: unknown key 'place'; expect_error has code, at, contains")]
    [InlineData("  - { name: a, given: { trads: [] }, expect: { out: [] } }", "flow.yaml:11:25: error SE3004: there is no node 'trads'; did you mean 'trades'?")]
    [InlineData("  - { name: a, given: { out: [] }, expect: { out: [] } }", "flow.yaml:11:25: error SE3010: 'out' is a sink and puts out no rows; give rows to a source, or to a node in between")]
    [InlineData("  - { name: a, expect: { market: [] } }", "flow.yaml:11:26: error SE3003: 'market' has no main port; name one of deltas, trades, quotes, error; write market.deltas")]
    [InlineData("  - { name: a, expect: { market.delta: [] } }", "flow.yaml:11:33: error SE3002: 'market' has no port 'delta'; its ports are deltas, trades, quotes, error; did you mean 'deltas'?")]
    [InlineData("  - { name: a, given: { trades: 4 }, expect: { out: [] } }", "flow.yaml:11:33: error SE2501: rows of 'trades' are a list, this is '4'; write [ { ts: 0ms, … } ], or { file: path, rows: 100 }")]
    [InlineData("  - { name: a, given: { trades: [4] }, expect: { out: [] } }", "flow.yaml:11:34: error SE2501: a row of 'trades' is a map from column to value, this is '4'")]
    [InlineData("  - { name: a, given: { trades: { rows: 4 } }, expect: { out: [] } }", "flow.yaml:11:33: error SE2501: rows of 'trades' are a list, or name a file; write { file: path, rows: 100 }")]
    [InlineData("  - { name: a, given: { trades: { file: x.arrow, form: 4 } }, expect: { out: [] } }", "flow.yaml:11:50: error SE2501: unknown key 'form'; rows from a file have file, from, to, rows; did you mean 'from'?")]
    [InlineData("  - { name: a, given: { trades: { file: x.arrow, to: 4 } }, expect: { out: [] } }", "flow.yaml:11:54: error SE2501: 'to' is '4'; it must be a time")]
    [InlineData("  - { name: a, given: { trades: { file: x.txt } }, expect: { out: [] } }", "flow.yaml:11:41: error SE8501: file 'x.txt' is of no kind that rows of trade/1 can be read from; name an .arrow, .jsonl or .csv file, or for frames a capture")]
    [InlineData("  - { name: a, given: { deltas: [ { ts: 1s } ] }, expect: { out: [] } }", "flow.yaml:11:35: error SE2503: deltas: row 1 has no symbol (symbol); add symbol: …")]
    [InlineData("  - { name: a, given: { deltas: [ { ts: 1s, symbol: ~ } ] }, expect: { out: [] } }", "flow.yaml:11:53: error SE2503: deltas: row 1 has no symbol (symbol); add symbol: …")]
    [InlineData("  - { name: a, given: { deltas: [ { ts: 1s, symbol: A, qty: '1' } ] }, expect: { out: [] } }", "flow.yaml:11:61: error SE2502: deltas: column 'qty' is '1'; it must be a number; remove the quotes")]
    [InlineData("  - { name: a, given: { deltas: [ { ts: 1s, symbol: A, qty: 1 bps } ] }, expect: { out: [] } }", "flow.yaml:11:61: error SE2502: deltas: column 'qty' is '1 bps'; its unit is base, not bps; leave the unit out")]
    [InlineData("  - { name: a, given: { deltas: [ { ts: 1s, symbol: A, seq: 1 bps } ] }, expect: { out: [] } }", "flow.yaml:11:61: error SE2502: deltas: column 'seq' is '1 bps'; it has no unit, this is bps; leave the unit out")]
    [InlineData("  - { name: a, given: { deltas: [ { ts: 1, symbol: A } ] }, expect: { out: [] } }", "flow.yaml:11:41: error SE2502: deltas: column 'ts' is '1'; it must be a duration from 0 such as 400ms, or a time such as 2024-01-01T00:00:00.4Z; write the unit, such as 1ms")]
    [InlineData("  - { name: a, given: { deltas: [ { ts: 1s, symbol: A, last: yes } ] }, expect: { out: [] } }", "flow.yaml:11:62: error SE2502: deltas: column 'last' is 'yes'; it must be true or false")]
    [InlineData("  - { name: a, given: { deltas: [ { ts: 1s, symbol: A, seq: 1.5 } ] }, expect: { out: [] } }", "flow.yaml:11:61: error SE2502: deltas: column 'seq' is '1.5'; it must be a whole number")]
    [InlineData("  - { name: a, given: { deltas: [ { ts: 1s, symbol: [A] } ] }, expect: { out: [] } }", "flow.yaml:11:53: error SE2502: deltas: column 'symbol' is a list; it must be a text")]
    [InlineData("  - { name: a, expect: { book: [ { bid_pc: 1 } ] } }", "flow.yaml:11:36: error SE3202: book: there is no column 'bid_pc'; there are: ts, ts_recv, venue, symbol, seq, state, bid_px, bid_qty, ask_px, ask_qty, bid_prices, bid_sizes, ask_prices, ask_sizes, bid_levels, ask_levels; did you mean 'bid_px'?")]
    [InlineData("  - { name: a, expect: { book: [ { bid_prices: 1 } ] } }", "flow.yaml:11:48: error SE2502: book: column 'bid_prices' is '1'; it must be a list of at most 20 numbers")]
    [InlineData("  - { name: a, expect: { book: [ { state: lve } ] } }", "flow.yaml:11:43: error SE2502: book: column 'state' is 'lve'; it must be one of disconnected, subscribing, buffering, snapshot_pending, live, gap, checksum_fail, crossed, stale, invalid, unknown; did you mean 'live'?")]
    [InlineData("  - { name: a, expect: { book: 4 } }", "flow.yaml:11:32: error SE2501: expected rows of 'book' are a list, this is '4'; write [ { column: value } ], or { count: 3 }")]
    [InlineData("  - { name: a, expect: { book: [4] } }", "flow.yaml:11:33: error SE2501: a row of 'book' is a map from column to value, this is '4'")]
    [InlineData("  - { name: a, expect: { book: { cuont: 4 } } }", "flow.yaml:11:34: error SE2501: unknown key 'cuont'; what is expected of 'book' has rows, subset, count, hash, tolerance; did you mean 'count'?")]
    [InlineData("  - { name: a, expect: { book: { count: -4 } } }", "flow.yaml:11:41: error SE2501: 'count' is '-4'; it must be a whole number")]
    [InlineData("  - { name: a, expect: { book: { hash: 12 } } }", "flow.yaml:11:40: error SE2501: 'hash' is '12'; it must be a content hash of 64 hexadecimal digits, as replay hash prints it")]
    [InlineData("  - { name: a, expect: { book: { rows: 12 } } }", "flow.yaml:11:40: error SE2501: 'rows' is '12'; it must be a list of rows")]
    [InlineData("  - { name: a, expect: { book: { rows: [], subset: [] } } }", "flow.yaml:11:44: error SE2501: 'book' has rows and subset; rows are all of them in order, a subset is some; keep one")]
    [InlineData("  - { name: a, expect: { book: { rows: [], tolerance: wide } } }", "flow.yaml:11:55: error SE2501: 'tolerance' is 'wide'; it must be a number such as 1e-9, or a map from column to one")]
    [InlineData("  - { name: a, expect: { book: { rows: [], tolerance: { bid: 1 } } } }", "flow.yaml:11:57: error SE3202: book: there is no column 'bid'; there are: ts, ts_recv, venue, symbol, seq, state, bid_px, bid_qty, ask_px, ask_qty, bid_prices, bid_sizes, ask_prices, ask_sizes, bid_levels, ask_levels")]
    [InlineData("  - { name: a, params: { depth: 4 }, expect: { out: [] } }", "flow.yaml:11:33: error SE2009: the file has no param 'depth'; the file has no params")]
    [InlineData("  - { name: a, given: { deltas: [ { idel: 5s } ] }, expect: { out: [] } }", "flow.yaml:11:37: error SE3202: deltas: there is no column 'idel'; there are: ts, ts_recv, venue, symbol, channel, raw_symbol, ts_send, frame_id, conn_id, action, side, price, qty, seq, snapshot, last, state, reason, last_seq, expected, got; did you mean 'idle'?")]
    public void Case_IsRefusedWithPlaceAndFix(string cases, string message) => Assert.Equal(message, Cases.Problems(Head + cases + "\n"));

    [Fact]
    public void AllProblems_AreToldInOneRun() =>
        Assert.Equal(
            """
            flow.yaml:11:25: error SE3004: there is no node 'trads'; did you mean 'trades'?
            flow.yaml:11:52: error SE2502: deltas: column 'ts' is '4'; it must be a duration from 0 such as 400ms, or a time such as 2024-01-01T00:00:00.4Z; write the unit, such as 4ms
            flow.yaml:11:55: error SE3202: deltas: there is no column 'sybmol'; there are: ts, ts_recv, venue, symbol, channel, raw_symbol, ts_send, frame_id, conn_id, action, side, price, qty, seq, snapshot, last, state, reason, last_seq, expected, got; did you mean 'symbol'?
            flow.yaml:12:26: error SE3004: there is no node 'bok'; did you mean 'book'?
            """, Cases.Problems(Head + "  - { name: a, given: { trads: [], deltas: [ { ts: 4, sybmol: A } ] }, expect: { out: [] } }\n  - { name: b, expect: { bok: [] } }\n"));
}
