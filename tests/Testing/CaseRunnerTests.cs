using StreamEngine.Config;
using StreamEngine.Testing;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Testing;

public sealed class CaseRunnerTests : IDisposable
{
    private const string Flow =
        """
        version: 1
        pipeline: flow
        params:
          least: { type: float64, default: 50 }
        nodes:
          trades: { arrow_file: { path: not/there.arrow, schema: trade/1 } }
          notional:
            from: trades
            where: price > 0
            select: |
              ts
              symbol
              notional = price * qty
          big: { from: notional, where: notional > $least }
          out: { from: big, console: {} }

        """;

    private const string Given =
        """
            given:
              trades:
                - { ts: 0ms, symbol: BTCUSDT, price: 100, qty: 1, side: buy }
                - { ts: 400ms, symbol: BTCUSDT, price: 101, qty: 3, side: buy }
                - { ts: 500ms, symbol: BTCUSDT, price: 2, qty: 4, side: sell }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void RowsAsExpectedAtEveryNode_Pass() =>
        Assert.Equal("  ok    all\n", Cases.Print(Case("all",
            """
            trades: { count: 3 }
            notional: [ { ts: 0s, symbol: BTCUSDT, notional: 100 }, { ts: 0.4s, notional: 303 }, { notional: 8 } ]
            big: [ { notional: 100 }, { ts: 1970-01-01T00:00:00.4Z, notional: 303, at: 400ms } ]
            out: { subset: [ { notional: 303 } ], count: 2 }
            """)));

    [Fact]
    public void DifferingCell_IsShownSideBySideWithItsPlaceAndTheRowsThatLedToIt() =>
        Assert.Equal(
            """
              FAIL  cell

                flow.yaml:24:82
                big: 2 rows; row 2, column 'notional' differs

                   row 2     expected  got
                   ts        400ms     400ms
                >  notional  300       303

                rows that led to it
                given trades: 2 rows
                  ts     symbol   price  qty  side
                  0s     BTCUSDT  100    1    buy
                  400ms  BTCUSDT  101    3    buy

                read notional: 2 rows
                  ts     symbol   notional
                  0s     BTCUSDT  100
                  400ms  BTCUSDT  303


            """, Cases.Print(Case("cell", "big: [ { notional: 100 },                           { ts: 400ms, notional: 300 } ]")));

    [Fact]
    public void MissingRow_IsShownWhereItShouldStand() =>
        Assert.Equal(
            """
              FAIL  missing

                flow.yaml:24:33
                out: expected 3 rows, got 2 rows; row 2 is missing

                   row 2     expected  got
                >  notional  101       (no row)

                rows that led to it
                given trades: 3 rows
                  ts     symbol   price  qty  side
                  0s     BTCUSDT  100    1    buy
                  400ms  BTCUSDT  101    3    buy
                  500ms  BTCUSDT  2      4    sell

                read notional: 3 rows
                  ts     symbol   notional
                  0s     BTCUSDT  100
                  400ms  BTCUSDT  303
                  500ms  BTCUSDT  8


            """, Cases.Print(Case("missing", "out: [ { notional: 100 }, { notional: 101 }, { notional: 303 } ]")));

    [Fact]
    public void RowTooMany_IsShown()
    {
        var failure = Failure(Case("more", "out: [ { notional: 100 } ]"));

        Assert.Equal("out: expected 1 row, got 2 rows; row 2 is one too many", failure.Message);
        Assert.Equal("flow.yaml:24:7", failure.Place.ToString());
    }

    [Theory]
    [InlineData("big: []", "big: expected 0 rows, got 2 rows; row 1 is one too many, and 1 row more")]
    [InlineData("big: { count: 3 }", "big: expected 3 rows, got 2 rows")]
    [InlineData("big: { subset: [ { notional: 303 }, { notional: 100 } ] }", "big: no such row among 2 rows behind row 2")]
    [InlineData("big: { subset: [ { notional: 302 } ] }", "big: no such row among 2 rows; the nearest is row 1")]
    [InlineData("big: { rows: [ { notional: 100 }, { notional: 303.1 } ], tolerance: 1e-4 }", "big: 2 rows; row 2, column 'notional' differs")]
    [InlineData("big: { rows: [ { notional: 100 }, { notional: 303.1 } ], tolerance: { notional: 1e-4 } }", "big: 2 rows; row 2, column 'notional' differs")]
    [InlineData("big: ~", "big: nothing is expected yet, got 2 rows; streamengine test --bless writes it")]
    [InlineData("trades.error: [ { code: SE9103 } ]", "trades.error: expected 1 row, got 0 rows; row 1 is missing")]
    public void WhatIsNotAsExpected_IsSaid(string expect, string message) => Assert.Equal(message, Failure(Case("wrong", expect)).Message);

    [Theory]
    [InlineData("big: { rows: [ { notional: 100 }, { notional: 303.1 } ], tolerance: 1e-3 }")] // 0.1 of 303 is 3.3e-4
    [InlineData("big: { rows: [ { notional: 100 }, { notional: 303.1 } ], tolerance: { notional: 1e-3 } }")]
    [InlineData("big: { subset: [ ] }")]
    [InlineData("big: { subset: [ { notional: 100 }, { notional: 303 } ] }")]
    [InlineData("trades.error: []")]
    public void WhatIsNearEnough_Passes(string expect) => Assert.Equal("  ok    near\n", Cases.Print(Case("near", expect)));

    [Fact]
    public void Hash_IsThatOfReplayHash()
    {
        // the content hash of no rows of one column `a: int64`, worked out from its description: sha256 of 01000000 01000000 'a' 05000000 'int64'
        const string text = """
            version: 1
            pipeline: flow
            nodes:
              rows: { jsonl_file: { path: none.jsonl, columns: { ts: timestamp, a: int64 } } }
              only: { from: rows, select: "a" }
              out: { from: rows, console: {} }
            tests:
              - { name: hash, expect: { rows: { hash: HASH } } }
            """;
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
            [2, 0, 0, 0, 2, 0, 0, 0, .. "ts"u8, 9, 0, 0, 0, .. "timestamp"u8, 1, 0, 0, 0, .. "a"u8, 5, 0, 0, 0, .. "int64"u8]));

        Assert.Equal("  ok    hash\n", Cases.Print(text.Replace("HASH", hash, StringComparison.Ordinal)));
        var wrong = new string('0', 64);
        Assert.Equal($"rows: expected hash {wrong}, got {hash} of 0 rows", Failure(text.Replace("HASH", wrong, StringComparison.Ordinal)).Message);
    }

    [Fact]
    public void Params_AreThoseOfTheCase() =>
        Assert.Equal("  ok    least\n", Cases.Print(Flow + "tests:\n  - name: least\n    params: { least: 200 }\n" + Given + "\n    expect: { out: [ { notional: 303 } ] }\n"));

    [Fact]
    public void Until_StopsSourcesAndClosesNothing()
    {
        // trade_flow answers a row once stream time has passed it by the lateness of 100 ms
        const string flow = """
            version: 1
            pipeline: flow
            time: { lateness: 100ms }
            nodes:
              quotes: { arrow_file: { path: q.arrow, schema: quote/1 } }
              trades: { arrow_file: { path: t.arrow, schema: trade/1 } }
              flow: { from: { in: quotes, trades: trades }, key: symbol, trade_flow: { window: 1s }, drop: [late] }
              out: { from: flow, console: {} }
            tests:
              - name: x
                given: { quotes: [ { ts: 0s, symbol: A }, { ts: 1s, symbol: A }, { ts: 2s, symbol: A } ] }
                until: UNTIL
                expect: { out: ROWS }
            """;
        string Run(string until, string rows) => Cases.Print(flow.Replace("until: UNTIL", until, StringComparison.Ordinal).Replace("ROWS", rows, StringComparison.Ordinal));

        Assert.Equal("  ok    x\n", Run("", "[ { ts: 0s }, { ts: 1s }, { ts: 2s } ]"));
        Assert.Equal("  ok    x\n", Run("until: 1s", "[ { ts: 0s } ]"));
        Assert.Equal("  ok    x\n", Run("until: 1100ms", "[ { ts: 0s }, { ts: 1s } ]"));
        Assert.Equal("  ok    x\n", Run("until: 1099999us", "[ { ts: 0s } ]"));
    }

    [Fact]
    public void FailingRowNobodyReads_FailsTheCaseUnlessItIsExpected()
    {
        var text = Flow.Replace("price * qty", "price * qty * 1e308", StringComparison.Ordinal) + "tests:\n  - name: overflow\n" + Given;

        Assert.StartsWith("the run failed: flow.yaml:7:3: error SE9103: notional: ", Failure(text + "\n    expect: { out: [] }\n").Message);
        Assert.Equal("  ok    overflow\n", Cases.Print(text + "\n    expect_error: SE9103\n"));
        Assert.Equal("  ok    overflow\n", Cases.Print(text + "\n    expect_error: { code: SE9103, at: '7:3', contains: notional }\n"));
        Assert.Equal("  ok    overflow\n", Cases.Print(text + "\n    expect: { notional.error: { count: 3, subset: [ { code: SE9103, node: notional, reason: { contains: notional } } ] } }\n"));
        Assert.StartsWith("expected error SE9103 at 7:4, got flow.yaml:7:3: error SE9103: ", Failure(text + "\n    expect_error: { code: SE9103, at: '7:4' }\n").Message);
        Assert.StartsWith("expected error SE9401, got flow.yaml:7:3: error SE9103: ", Failure(text + "\n    expect_error: SE9401\n").Message);
    }

    [Fact]
    public void ExpectedErrorThatDoesNotCome_Fails() =>
        Assert.Equal("expected error SE9103, but the run ended well", Failure(Flow + "tests:\n  - name: fine\n" + Given + "\n    expect_error: SE9103\n").Message);

    [Fact]
    public void ExpectedErrorWhenBinding_HidesNoOther()
    {
        var text = Flow.Replace("from: big", "from: bug", StringComparison.Ordinal) + "tests:\n  - { name: typo, expect_error: SE3004 }\n";

        Assert.Equal("  ok    typo\n", Cases.Print(text));
        Assert.StartsWith("expected error SE3004, got flow.yaml:7:3: error SE3005: notional: ", Failure(text.Replace("    from: trades\n", "", StringComparison.Ordinal)).Message);
    }

    [Fact]
    public void NodeInBetween_CanBeGiven() =>
        Assert.Equal("  ok    between\n", Cases.Print(Flow +
            """
            tests:
              - name: between
                given: { notional: [ { ts: 1s, symbol: A, notional: 49 }, { ts: 2s, symbol: A, notional: 51 } ] }
                expect: { trades: [], notional: { count: 2 }, out: [ { ts: 2s, symbol: A, notional: 51 } ] }
            """));

    [Fact]
    public void LeftOutColumns_AreNullOrHaveAValueOfTheirOwn() =>
        Assert.Equal("  ok    left out\n", Cases.Print(
            """
            version: 1
            pipeline: flow
            nodes:
              trades: { arrow_file: { path: t.arrow, schema: trade/1 } }
              deltas: { arrow_file: { path: d.arrow, schema: book_delta/1 } }
              frames: { capture_file: [c.gz] }
              out: { from: trades, console: {} }
              out2: { from: deltas, console: {} }
              out3: { from: frames, console: {} }
            tests:
              - name: left out
                given:
                  trades: [ { ts: 1s, symbol: A, price: 1, qty: 2, side: buy }, { ts: 2s, symbol: A, price: 1, qty: 2, side: sell, venue: x } ]
                  deltas: [ { ts: 1s, symbol: A } ]
                  frames: [ { ts: 1s, text: '{}' } ]
                expect:
                  out:
                    - { ts: 1s, ts_recv: 1s, venue: test, channel: ~, raw_symbol: ~, ts_send: ~, frame_id: ~, conn_id: ~, trade_id: '1', qty_raw: ~, kind: normal, count: ~ }
                    - { ts_recv: 2s, venue: x, trade_id: '2' }
                  out2: [ { action: set, side: ~, snapshot: false, last: true, state: ~ } ]
                  out3: [ { ts: 1s, origin: test, line: 1, text: '{}' } ]
            """));

    [Fact]
    public void PartOfAFile_IsGiven()
    {
        _folder.Write("rows.jsonl", string.Concat(Enumerable.Range(0, 10).Select(i => $"{{\"ts\":{i * 1_000_000_000L},\"a\":{i}}}\n")));
        const string text = """
            version: 1
            pipeline: flow
            nodes:
              rows: { jsonl_file: { path: none.jsonl, columns: { ts: timestamp, a: int64 } } }
              out: { from: rows, console: {} }
            tests:
              - { name: rows, given: { rows: { file: rows.jsonl, from: 2, rows: 3 } }, expect: { out: [ { a: 2 }, { a: 3 }, { a: 4 } ] } }
              - { name: times, given: { rows: { file: rows.jsonl, from: 7s, to: 9s } }, expect: { out: [ { a: 7 }, { a: 8 } ] } }
              - { name: whole, given: { rows: { file: rows.jsonl } }, expect: { out: { count: 10 } } }
              - { name: gone, given: { rows: { file: none.jsonl } }, expect: { out: [] } }
            """;
        var file = _folder.Write("flow.yaml", text);

        var (results, problems) = Cases.Run(text, file);

        Assert.Equal([CaseStatus.Passed, CaseStatus.Passed, CaseStatus.Passed, CaseStatus.Refused], results.Select(r => r.Status));
        Assert.StartsWith($"{file}:10:42: error SE8501: file '{_folder.Path}/none.jsonl' does not exist", ProblemText.Line(problems.Single()));
    }

    [Theory]
    [InlineData("rows.csv", "ts,a,s\n0,0,x\n1000000000,1,y\n2000000000,,z\n")]
    [InlineData("rows.jsonl", "{\"ts\":0,\"a\":0,\"s\":\"x\"}\n{\"ts\":1000000000,\"a\":1,\"s\":\"y\"}\n{\"ts\":2000000000,\"s\":\"z\"}\n")]
    public void FileOfAnyKind_IsGiven(string name, string rows)
    {
        _folder.Write(name, rows);
        var file = _folder.Write("flow.yaml",
            $$"""
            version: 1
            pipeline: flow
            nodes:
              rows: { jsonl_file: { path: none.jsonl, columns: { ts: timestamp, a: "float64?", s: symbol } } }
              out: { from: rows, console: {} }
            tests:
              - { name: rows, given: { rows: { file: {{name}}, rows: 3 } }, expect: { out: [ { ts: 0s, a: 0, s: x }, { ts: 1s, a: 1, s: y }, { ts: 2s, a: ~, s: z } ] } }
            """);

        var (results, problems) = Cases.Run(File.ReadAllText(file), file);

        Assert.Empty(problems.Select(ProblemText.Line));
        Assert.Equal([CaseStatus.Passed], results.Select(r => r.Status));
    }

    [Fact]
    public void ForEachAndTemplates_AreNamedAsInThePlan()
    {
        _folder.Write("lib/half.yaml",
            """
            version: 1
            template: half
            params: { by: { type: float64, default: 2 } }
            inputs: { rows: trade/1 }
            nodes:
              halved:
                from: rows
                select: |
                  ts
                  symbol
                  half = price / $by else null
            outputs: { out: halved, failed: halved.error }
            tests:
              - { name: alone, params: { by: 4 }, given: { rows: [ { ts: 1s, symbol: A, price: 4, qty: 1, side: buy } ] }, expect: { out: [ { half: 1 } ], failed: [], halved: { count: 1 } } }
            """);
        var file = _folder.Write("flow.yaml",
            """
            version: 1
            pipeline: flow
            use: { half: lib/half.yaml }
            params: { symbols: { type: list<string>, default: [a, b.c] } }
            nodes:
              trades: { for_each: { s: $symbols }, arrow_file: { path: $(s).arrow, schema: trade/1 } }
              halves: { for_each: { s: $symbols }, from: trades($s), half: {} }
              out: { from: halves, console: {} }
            profiles:
              quiet: { nodes: { out: { console: { limit: 1 } } } }
            tests:
              - name: each
                profile: quiet
                given:
                  trades(a): [ { ts: 1s, symbol: A, price: 4, qty: 1, side: buy } ]
                  trades(b.c): [ { ts: 0s, symbol: B, price: 6, qty: 1, side: buy } ]
                expect: { out: [ { symbol: B, half: 3 }, { symbol: A, half: 2 } ], halves(b.c)/halved: [ { half: 3 } ] }
              - { name: no such profile, profile: quite, expect: { out: [] } }
            """);

        var (results, problems) = Cases.Run(File.ReadAllText(file), file);
        var alone = Cases.Run(File.ReadAllText(Path.Combine(_folder.Path, "lib", "half.yaml")), Path.Combine(_folder.Path, "lib", "half.yaml"));

        Assert.Equal([CaseStatus.Passed, CaseStatus.Refused], results.Select(r => r.Status));
        Assert.Equal($"{file}:18:39: error SE2017: the file has no profile 'quite'; did you mean 'quiet'?", ProblemText.Line(problems.Single()));
        Assert.Empty(alone.Problems.Select(ProblemText.Line));
        Assert.Equal([CaseStatus.Passed], alone.Results.Select(r => r.Status));
    }

    [Fact]
    public void AnswerThatDependsOnBatches_Fails() =>
        Assert.Equal(
            "x: other rows come when every batch has one row: a result depends on how batches are cut, which is a bug of an operator in front",
            Failure(
                """
                version: 1
                pipeline: flow
                nodes:
                  trades: { arrow_file: { path: t.arrow, schema: trade/1 } }
                  x: { from: trades, key: symbol, test_planted: { bug: depends_on_the_cut } }
                  out: { from: x, console: {} }
                tests:
                  - name: cut
                    given: { trades: [ { ts: 1s, symbol: A, price: 1, qty: 2, side: buy }, { ts: 2s, symbol: A, price: 1, qty: 2, side: sell } ] }
                    expect: { x: { count: 2 } }
                """).Message);

    private static string Case(string name, string expect) => $"{Flow}tests:\n  - name: {name}\n{Given}\n    expect:\n      {expect.Replace("\n", "\n      ", StringComparison.Ordinal)}\n";

    private static CaseFailure Failure(string text)
    {
        var (results, problems) = Cases.Run(text);
        Assert.True(problems.Count == 0, string.Join('\n', problems.InOrder().Select(ProblemText.Line)));
        return results.Single().Failures[0];
    }
}
