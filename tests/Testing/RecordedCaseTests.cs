using StreamEngine.Tests.Kit;
using StreamEngine.Tests.Tools;

namespace StreamEngine.Tests.Testing;

/// <summary><c>test --record</c>: cases made from a recording.</summary>
public sealed class RecordedCaseTests : IDisposable
{
    private const string Pipeline =
        """
        version: 1
        pipeline: big
        nodes:
          trades: { jsonl_file: { path: not/there.jsonl, schema: trade/1 } }
          big:
            from: trades
            where: qty > 1
            select: |
              ts
              notional = price * qty
          out: { from: big, console: {} }

        """;

    // the second row is late: its ts is older than that of the row before
    private const string Recording =
        """
        {"ts":1000000000,"ts_recv":1000000000,"venue":"test","symbol":"A","trade_id":"1","price":10,"qty":2,"side":"buy","kind":"normal"}
        {"ts":900000000,"ts_recv":1000000000,"venue":"x y","symbol":"A","trade_id":"t9","price":11,"qty":3,"side":"sell","kind":"block","count":4}
        {"ts":2000000000,"ts_recv":2000000000,"venue":"test","symbol":"B","trade_id":"3","price":12,"qty":1,"side":"buy","kind":"normal"}
        {"ts":3000000000,"ts_recv":3000000000,"venue":"test","symbol":"B","trade_id":"4","price":13,"qty":5,"side":"buy","kind":"normal"}

        """;

    private const string Written =
        """
        version: 1
        tests:
          - name: 'trades.jsonl from 1s'
            given:
              trades:
                - { ts: 1s, symbol: A, price: 10, qty: 2, side: buy }
                - { ts: 900ms, ts_recv: 1s, venue: 'x y', symbol: A, trade_id: t9, price: 11, qty: 3, side: sell, kind: block, count: 4 }
                - { ts: 2s, symbol: B, price: 12, qty: 1, side: buy }
            expect:
              out:
                - { ts: 1s, notional: 20 }
                - { ts: 900ms, notional: 33 }

        """;

    private readonly TemporaryFolder _folder = new();

    private string File => _folder.Write("big.yaml", Pipeline);

    private string Trades => _folder.Write("trades.jsonl", Recording);

    private string Cases => Path.Combine(_folder.Path, "big.test.yaml");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SliceOfARecording_BecomesACaseThatPasses()
    {
        var dry = await Tool.Run("test", File, "--record", Trades, "--to", "1970-01-01T00:00:03Z", "--dry-run");
        Assert.Equal((0, ""), (dry.ExitCode, dry.Error));
        Assert.EndsWith($"{Cases}: nothing is written\n", dry.Output);
        Assert.False(System.IO.File.Exists(Cases));

        var done = await Tool.Run("test", File, "--record", Trades, "--to", "1970-01-01T00:00:03Z");

        Assert.Equal((0, ""), (done.ExitCode, done.Error));
        Assert.EndsWith($"{Cases}: case 'trades.jsonl from 1s' with 3 rows written; read what it expects before you commit it\n", done.Output);
        Assert.Equal(Written, await System.IO.File.ReadAllTextAsync(Cases));
        Assert.Equal(0, (await Tool.Run("test", File)).ExitCode);
    }

    [Fact]
    public async Task SecondCase_StandsBehindTheFirst()
    {
        await System.IO.File.WriteAllTextAsync(Cases, Written + "x-end: 1\n");

        var done = await Tool.Run("test", File, "--record", "trades=" + Trades, "--from", "1970-01-01T00:00:03Z", "--name", "the last: one", "--json");

        Assert.Equal(0, done.ExitCode);
        Assert.Equal("the last: one", Tool.Json(done).GetProperty("name").GetString());
        Assert.Equal(
            Written +
            """
              - name: 'the last: one'
                given:
                  trades:
                    - { ts: 3s, symbol: B, trade_id: '4', price: 13, qty: 5, side: buy }
                expect:
                  out: [ { ts: 3s, notional: 65 } ]
            x-end: 1

            """, await System.IO.File.ReadAllTextAsync(Cases));
    }

    [Fact]
    public async Task TooManyRows_AreRefusedWithTheStretchThatWouldDo()
    {
        var many = _folder.Write("many.jsonl", string.Concat(Enumerable.Range(1, 600).Select(i =>
            $$"""{"ts":{{i}}000000,"ts_recv":{{i}}000000,"venue":"test","symbol":"A","trade_id":"{{i}}","price":10,"qty":2,"side":"buy","kind":"normal"}""" + "\n")));

        var done = await Tool.Run("test", File, "--record", many);

        Assert.Equal(2, done.ExitCode);
        Assert.Equal("streamengine test: there are more than 500 rows from the start to the end; a case holds at most that many: narrow it, for instance with --from 1000000 --to 501000000\n", done.Error);
    }

    [Theory]
    [InlineData("tradse=x.jsonl", "streamengine test: --record tradse=x.jsonl: there is no source 'tradse'; did you mean 'trades'?\n")]
    public async Task RecordingOfNoSource_IsRefused(string recording, string error)
    {
        var done = await Tool.Run("test", File, "--record", recording);

        Assert.Equal((2, error), (done.ExitCode, done.Error));
    }

    [Fact]
    public async Task StretchWithoutRows_IsRefused()
    {
        var done = await Tool.Run("test", File, "--record", Trades, "--from", "2024-08-08");

        Assert.Equal(2, done.ExitCode);
        Assert.Equal("streamengine test: there is no row from 2024-08-08T00:00:00Z to the end; replay inspect says when a recording starts and ends\n", done.Error);
    }
}
