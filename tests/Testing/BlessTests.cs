using StreamEngine.Cli.Testing;
using StreamEngine.Testing;
using StreamEngine.Tests.Kit;
using StreamEngine.Tests.Tools;

namespace StreamEngine.Tests.Testing;

public sealed class BlessTests : IDisposable
{
    private const string Head =
        """
        version: 1
        pipeline: bars
        nodes:
          trades: { arrow_file: { path: x.arrow, schema: trade/1 } }
          notional:
            from: trades
            select: |
              ts
              symbol
              notional = price * qty
          out: { from: notional, console: {} }
        tests:
          - name: it
            given: { trades: [ { ts: 0ms, symbol: "a b", price: 100, qty: 1, side: buy }, { ts: 400ms, symbol: B, price: 101, qty: 3, side: buy } ] }

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(
        "    expect:\n      out:\n        - { ts: 0s,     notional: 99 }   # why\n        # and\n        - { ts: 400ms,  notional: 303 }\n",
        "    expect:\n      out:\n        - { ts: 0s,     notional: 100 }   # why\n        # and\n        - { ts: 400ms,  notional: 303 }\n")]
    [InlineData("    expect: { out: { count: 3 } } # n\n", "    expect: { out: { count: 2 } } # n\n")]
    [InlineData("    expect: { out: [ { symbol: A } ] } # one\n", "    expect: { out: [ { symbol: 'a b' }, { symbol: B } ] } # one\n")]
    [InlineData("    expect:\n      out: [ { symbol: A } ] # one\n", "    expect:\n      out:\n        - { symbol: 'a b' }\n        - { symbol: B } # one\n")]
    [InlineData("    expect:\n      out:\n        - { symbol: A } # one\n", "    expect:\n      out:\n        - { symbol: 'a b' }\n        - { symbol: B } # one\n")]
    [InlineData("    expect:\n      out: { rows: [ ], tolerance: 1e-9 }\n", "    expect:\n      out: { rows: [ { ts: 0s, symbol: 'a b', notional: 100 }, { ts: 400ms, symbol: B, notional: 303 } ], tolerance: 1e-9 }\n")]
    [InlineData("    expect:\n      out:\n        tolerance: 1e-9 # t\n        rows:\n          - { notional: 1 }\n    # end\n", "    expect:\n      out:\n        tolerance: 1e-9 # t\n        rows:\n          - { notional: 100 }\n          - { notional: 303 }\n    # end\n")]
    [InlineData("    expect: {} # all\n", "    expect:\n      out:\n        - { ts: 0s, symbol: 'a b', notional: 100 }\n        - { ts: 400ms, symbol: B, notional: 303 } # all\n")]
    [InlineData("    expect:\n      notional:\n      out.nothing: ~\n", null)]
    [InlineData("    expect:\n      notional:\n      trades.error: ~ # e\n", "    expect:\n      notional:\n        - { ts: 0s, symbol: 'a b', notional: 100 }\n        - { ts: 400ms, symbol: B, notional: 303 }\n      trades.error: [] # e\n")]
    [InlineData("    expect:\n      out: [ { notional: 100 }, { notional: 303 }, { notional: 5 } ]\n", "    expect:\n      out:\n        - { notional: 100 }\n        - { notional: 303 }\n")]
    [InlineData("    expect:\n      out: [ { at: 1s }, { at: 400ms } ]\n", "    expect:\n      out: [ { at: 0s }, { at: 400ms } ]\n")]
    public void WhatCame_IsWrittenAndEverythingElseStays(string expect, string? blessed)
    {
        var (results, problems) = Cases.Run(Head + expect);
        if (blessed is null)
        {
            Assert.NotEmpty(problems);
            return;
        }

        var after = BlessedFile.Of("flow.yaml", Head + expect, results).After;

        Assert.Equal(Head + blessed, after);
        Assert.Equal("  ok    it\n", Cases.Print(after));
    }

    [Fact]
    public void SubsetErrorAndFailedRun_AreLeft()
    {
        foreach (var expect in new[] { "    expect: { out: { subset: [ { notional: 5 } ] } }\n", "    expect_error: SE9103\n" })
        {
            var (results, _) = Cases.Run(Head + expect);

            Assert.Equal(CaseStatus.Failed, results.Single().Status);
            Assert.Equal(Head + expect, BlessedFile.Of("flow.yaml", Head + expect, results).After);
        }
    }

    [Fact]
    public void LineEndsOfWindows_Stay()
    {
        var text = (Head + "    expect:\n      out: []\n").ReplaceLineEndings("\r\n");

        var after = BlessedFile.Of("flow.yaml", text, Cases.Run(text).Results).After;

        Assert.Equal((Head + "    expect:\n      out:\n        - { ts: 0s, symbol: 'a b', notional: 100 }\n        - { ts: 400ms, symbol: B, notional: 303 }\n").ReplaceLineEndings("\r\n"), after);
    }

    [Fact]
    public async Task Bless_ShowsTheDifferenceThenWrites()
    {
        var file = _folder.Write("bars.yaml", Head + "    expect:\n      out:\n        - { notional: 100 }\n        - { notional: 300 }\n");

        var dry = await Tool.Run("test", file, "--bless", "--dry-run");
        var untouched = await File.ReadAllTextAsync(file);
        var done = await Tool.Run("test", file, "--bless");

        var difference = $"--- {file}\n+++ {file}\n@@ -15,4 +15,4 @@\n     expect:\n       out:\n         - {{ notional: 100 }}\n-        - {{ notional: 300 }}\n+        - {{ notional: 303 }}\n";
        Assert.StartsWith(difference + $"{file}: nothing is written\n{file}\n  FAIL  it\n", dry.Output);
        Assert.Equal(3, dry.ExitCode);
        Assert.EndsWith("- { notional: 300 }\n", untouched);
        Assert.Equal(difference + $"{file}: 1 expectation written\n{file}\n  ok    it\n1 passed, 0 failed\n", done.Output);
        Assert.Equal((0, ""), (done.ExitCode, done.Error));
        Assert.Equal(Head + "    expect:\n      out:\n        - { notional: 100 }\n        - { notional: 303 }\n", await File.ReadAllTextAsync(file));
        Assert.Equal([file], Directory.GetFiles(_folder.Path));
    }
}
