using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Redis;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Redis;

/// <summary>The sink against a real server, held to what <c>redis-cli</c> sees.</summary>
public sealed class RedisStreamSinkTests
{
    private static readonly Schema Events = new(null, [new("ts", ColumnType.Timestamp), new("event", ColumnType.Json, true)]);

    [Fact]
    public void Event_IsOneEntryWithOneField()
    {
        using var redis = new RedisProcess();
        var sink = new SinkDrive(new RedisStreamSink(Options(redis)), Events);

        sink.Write([1L, "{\"a\":\"ä\"}"], [2L, null], [3L, "{\"a\":2}"]).Complete();

        var entries = redis.Cli("XRANGE", "s", "-", "+").Split('\n');
        Assert.Equal(["event", "{\"a\":\"ä\"}", "event", "{\"a\":2}"], entries.Where((_, i) => i % 3 != 0));
        Assert.Empty(sink.Problems);
    }

    [Fact]
    public void EntriesOlderThanKeep_AreRemovedByWholeNodes()
    {
        using var redis = new RedisProcess();
        redis.Cli("EVAL", "for i=1,250 do redis.call('XADD','s',i..'-1','event','{}') end", "0");
        var sink = new SinkDrive(new RedisStreamSink(Options(redis) with { Keep = new Duration(60_000_000_000) }), Events);

        sink.Write([[1L, "{}"]]).Write([[2L, "{}"]]).Complete(); // the first answer tells the server's time

        // a node has 100 entries (stream-node-max-entries); the last 50 of 1970 share theirs with the two new ones
        Assert.Equal("52", redis.Cli("XLEN", "s"));
    }

    [Fact]
    public async Task ServerKilledAndStarted_IsWaitedForAndNothingIsLost()
    {
        const int Rows = 20_000;
        using var redis = new RedisProcess();
        var sink = new SinkDrive(new RedisStreamSink(Options(redis)), Events);
        var writing = Task.Run(() =>
        {
            for (var i = 0; i < Rows; i += 100)
            {
                sink.Write(Enumerable.Range(i, 100).Select(n => new object?[] { (long)n, $"{{\"n\":{n}}}" }).ToArray());
            }
        });
        while (redis.Cli("XLEN", "s") == "0")
        {
        }

        redis.Kill();
        await Task.Delay(100);
        Assert.False(writing.IsCompleted);
        redis.Start();
        await writing;

        var events = redis.Cli("--raw", "XRANGE", "s", "-", "+").Split('\n').Where((_, i) => i % 3 == 2).ToList();
        Assert.Equal(Rows, events.Distinct().Count());
        Assert.InRange(events.Count, Rows, Rows + 500);
        Assert.Equal(Enumerable.Range(0, Rows).Select(n => $"{{\"n\":{n}}}"), events.Distinct());
    }

    [Fact]
    public void ServerThatIsNotThere_FailsAfterTheWait()
    {
        var sink = new SinkDrive(new RedisStreamSink(new() { Stream = "s", Server = $"127.0.0.1:{RedisProcess.FreePort()}", Wait = new Duration(100_000_000) }), Events);

        var failure = Assert.Throws<RedisUnavailableException>(() => sink.Write([[1L, "{}"]]));

        Assert.EndsWith("cannot be reached: ConnectionRefused; it was tried for 0.1 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KeyThatHoldsSomethingElse_IsRefusedAtOnce()
    {
        using var redis = new RedisProcess();
        redis.Cli("SET", "s", "a text");
        var sink = new SinkDrive(new RedisStreamSink(Options(redis)), Events);

        var failure = Assert.Throws<RedisRefusedException>(() => sink.Write([[1L, "{}"]]));

        Assert.Equal($"error SE9702: {redis.Address} refuses: WRONGTYPE Operation against a key holding the wrong kind of value", failure.Message);
    }

    [Theory]
    [InlineData("server: 'redis://x'", "option 'server' is 'redis://x'; it must be host:port such as 127.0.0.1:6379; a password has an option of its own")]
    [InlineData("server: 'me:hunter2@x:1'", "option 'server' holds an '@'; it must be host:port such as 127.0.0.1:6379; a password has an option of its own")]
    [InlineData("user: ann", "option 'user' is given without 'password'; write password: secret:NAME, and NAME under secrets")]
    [InlineData("password: hunter2", "it must be a secret such as secret:API_KEY, never the secret itself")]
    [InlineData("keep: 1ms", "it must be from 1s to 365d")]
    [InlineData("column: ts", "column 'ts' is timestamp; it must be json or string")]
    public void WrongOption_IsRefusedAndNoPasswordIsShown(string option, string why)
    {
        var run = new PipelineRun().Given("events", Events).Nodes($"x: {{ from: events, redis_stream: {{ stream: s, {option} }} }}");

        Assert.Contains(why, Assert.Single(run.Problems()), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", run.Problems()[0], StringComparison.Ordinal);
    }

    private static RedisStreamSinkOptions Options(RedisProcess redis) => new() { Stream = "s", Server = redis.Address };
}
