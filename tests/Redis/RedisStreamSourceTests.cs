using System.Globalization;
using StreamEngine.Config;
using StreamEngine.Redis;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Redis;

/// <summary>The source against a real server: what it reads, when it acknowledges, and what happens when it, the server or another consumer is gone.</summary>
public sealed class RedisStreamSourceTests
{
    [Fact]
    public void Once_GivesWhatTheStreamHoldsAndLeavesItAlone()
    {
        using var redis = new RedisProcess();
        redis.Cli("XADD", "s", "1700000000000-0", "event", "{\"n\":1}");
        redis.Cli("XADD", "s", "1700000000000-1", "other", "x", "event", "[ 1, \"ä\" ]");
        redis.Cli("XADD", "s", "1700000000007-5", "note", "hello");
        redis.Cli("XADD", "s", "1700000000009-5", "event", "{\"n\":1");

        var drive = new SourceDrive(new RedisStreamSource(new() { Stream = "s", Server = redis.Address, Once = true }), batchMax: 2).Read();

        Assert.Equal(
            [
                "1700000000000000000 1700000000000-0 {\"n\":1} 1700000000000000000",
                "1700000000000000000 1700000000000-1 [ 1, \"ä\" ] 1700000000000000001",
            ], drive.Texts());
        Assert.Equal(["1700000000007000005 SE9704 entry 1700000000007-5 has no field 'event'; it must have one with the JSON text of an event",
            "1700000000009000005 SE9704 field 'event' of entry 1700000000009-5 is no JSON"], drive.Errors);
        Assert.Equal(["note hello", "event {\"n\":1"], drive.Originals);
        Assert.Equal("", redis.Cli("XINFO", "GROUPS", "s"));
        Assert.Empty(new SourceDrive(new RedisStreamSource(new() { Stream = "none", Server = redis.Address, Once = true })).Read().Texts());
    }

    [Fact]
    public async Task Entries_AreAcknowledgedOnceTheSinkHasWrittenThem()
    {
        using var redis = new RedisProcess();
        using var other = new RedisProcess();
        Fill(redis, 1, 500);
        other.Kill();
        await using var run = new LivePipeline(Copy(redis, other));

        await run.Until(() => Pending(redis) == 500, "all were taken");
        await Task.Delay(100);
        Assert.Equal(500, Pending(redis));
        other.Start();
        await run.Until(() => Pending(redis) == 0, "all were acknowledged");

        Assert.Equal(500, Distinct(other));
        Fill(redis, 501, 7);
        await run.Until(() => Distinct(other) == 507 && Pending(redis) == 0, "what came later, too");
        await run.Stop();
    }

    [Fact]
    public async Task SinkThatPublishesAtItsEnd_IsWaitedFor()
    {
        using var redis = new RedisProcess();
        using var folder = new TemporaryFolder();
        Fill(redis, 1, 50);
        await using var run = new LivePipeline($"events: {{ redis_stream: {{ stream: s, server: '{redis.Address}', reclaim_after: 100ms }} }}\nout: {{ from: events, jsonl_file: {{ path: '{folder.Path}/out.jsonl' }} }}");

        await run.Until(() => run.In("out") == 50, "all were written");
        await Task.Delay(300); // longer than reclaim_after: its own are not taken over
        Assert.Equal(50, Pending(redis));
        await run.Stop();

        Assert.Equal(0, Pending(redis));
        Assert.Equal(50, File.ReadAllLines(Path.Combine(folder.Path, "out.jsonl")).Length);
    }

    [Fact]
    public async Task WhatWasTakenAndNotAcknowledged_ComesFirstAfterARestart()
    {
        using var redis = new RedisProcess();
        using var other = new RedisProcess();
        Fill(redis, 1, 10);
        redis.Cli("XGROUP", "CREATE", "s", "streamengine", "0");
        redis.Cli("XREADGROUP", "GROUP", "streamengine", "reader", "COUNT", "4", "STREAMS", "s", ">"); // and dies
        await using var run = new LivePipeline(Copy(redis, other));

        await run.Until(() => Distinct(other) == 10 && Pending(redis) == 0, "all came");

        Assert.Equal(Numbers(1, 10), Events(other));
        await run.Stop();
    }

    [Fact]
    public async Task WhatAnotherConsumerLeftBehind_IsTakenOver()
    {
        using var redis = new RedisProcess();
        using var other = new RedisProcess();
        Fill(redis, 1, 10);
        redis.Cli("XGROUP", "CREATE", "s", "streamengine", "0");
        redis.Cli("XREADGROUP", "GROUP", "streamengine", "dead", "COUNT", "4", "STREAMS", "s", ">");
        await using var run = new LivePipeline(Copy(redis, other, "reclaim_after: 500ms"));

        await run.Until(() => Distinct(other) == 10 && Pending(redis) == 0, "all came");

        Assert.Equal([.. Numbers(5, 6), .. Numbers(1, 4)], Events(other));
        await run.Stop();
    }

    [Fact]
    public async Task TwoConsumers_ShareTheEntriesOut()
    {
        using var redis = new RedisProcess();
        using var other = new RedisProcess();
        await using var first = new LivePipeline(Copy(redis, other, "consumer: a"));
        await using var second = new LivePipeline(Copy(redis, other, "consumer: b"));
        for (var i = 0; i < 20; i++)
        {
            Fill(redis, 1 + (i * 50), 50);
        }

        await first.Until(() => Distinct(other) == 1000 && Pending(redis) == 0, "all came");

        Assert.Equal(1000, Events(other).Count);
        Assert.Equal(1000, first.In("out") + second.In("out"));
        Assert.True(first.In("out") > 0 && second.In("out") > 0);
        await first.Stop();
        await second.Stop();
    }

    [Fact]
    public async Task ServerKilledAndStarted_IsReadOnAndNothingIsLost()
    {
        using var redis = new RedisProcess();
        using var other = new RedisProcess();
        await using var run = new LivePipeline(Copy(redis, other));
        for (var i = 0; i < 3; i++)
        {
            Fill(redis, 1 + (i * 2000), 2000);
            await run.Until(() => run.In("out") > i * 2000, "some came");
            redis.Kill();
            await Task.Delay(60);
            redis.Start();
        }

        await run.Until(() => Distinct(other) == 6000 && Pending(redis) == 0, "all came");

        Assert.Equal(Numbers(1, 6000), Events(other).Distinct());
        await run.Stop();
    }

    [Fact]
    public async Task ServerThatComesBackEmpty_IsTold()
    {
        using var redis = new RedisProcess(durable: false);
        await using var run = new LivePipeline($"events: {{ redis_stream: {{ stream: s, server: '{redis.Address}' }} }}\nout: {{ from: events, console: {{}} }}\ndead: {{ from: events.error, console: {{}} }}");
        Fill(redis, 1, 5);
        await run.Until(() => run.In("out") == 5, "the first came");
        redis.Kill();
        redis.Start();
        await run.Until(() => run.In("dead") == 1, "the gap was told");
        Fill(redis, 6, 5);
        await run.Until(() => run.In("out") == 10, "it went on");
        await run.Stop();

        Assert.Contains("SE9705", run.Console, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EntriesRemovedBeforeTheyWereRead_AreCounted()
    {
        using var redis = new RedisProcess();
        Fill(redis, 1, 30);
        redis.Cli("XGROUP", "CREATE", "s", "streamengine", "0");
        redis.Cli("XREADGROUP", "GROUP", "streamengine", "reader", "NOACK", "COUNT", "10", "STREAMS", "s", ">");
        redis.Cli("XTRIM", "s", "MAXLEN", "13");
        await using var run = new LivePipeline($"events: {{ redis_stream: {{ stream: s, server: '{redis.Address}' }} }}\nout: {{ from: events, console: {{}} }}\ndead: {{ from: events.error, redis_stream: {{ stream: dead, server: '{redis.Address}', column: reason }} }}");
        await run.Until(() => run.In("out") == 13 && run.In("dead") == 1, "the rest came");
        Assert.Equal(1, (await run.Look("events")).Gaps);
        await run.Stop();

        // 30 were added, 10 read, and the 13 newest kept
        Assert.EndsWith("event\n7 entries were removed before the group 'streamengine' read them", redis.Cli("--raw", "XRANGE", "dead", "-", "+"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lag_IsWhatTheGroupWasNotGivenYet()
    {
        using var redis = new RedisProcess();
        using var other = new RedisProcess();
        other.Kill();
        Fill(redis, 1, 1500);
        await using var run = new LivePipeline(Copy(redis, other).Replace("from: events,", "from: events, buffer: { rows: 200 },", StringComparison.Ordinal));
        await run.Until(() => GroupLag(redis) is > 0 and < 1500, "it has taken what it may");
        var seen = 0L;
        for (var same = 0; same < 3; await Task.Delay(100))
        {
            (same, seen) = GroupLag(redis) == seen ? (same + 1, seen) : (0, GroupLag(redis));
        }

        var node = await run.Look("events");
        Assert.Equal(((long?)seen, (long?)0), (node.Lag, node.Gaps));
        other.Start();
        await run.Until(() => Distinct(other) == 1500 && Pending(redis) == 0, "all came");
        Assert.Equal(0, (await run.Look("events")).Lag);
        await run.Stop();
    }

    [Fact]
    public async Task EntryWithoutEventThatNobodyReads_StopsTheRun()
    {
        using var redis = new RedisProcess();
        redis.Cli("XADD", "s", "5-1", "note", "hello");
        await using var run = new LivePipeline(Copy(redis, redis));

        Assert.Equal("entry 5-1 has no field 'event'; it must have one with the JSON text of an event; the row: \"note hello\"", await run.Failure());
    }

    [Fact]
    public async Task Rebuild_ReadsAgainWhatWasAcknowledgedAndThenGoesOn()
    {
        using var redis = new RedisProcess();
        using var other = new RedisProcess();
        redis.Cli("EVAL", "for i=1,300 do redis.call('XADD','s',(1700000000000+i*1000)..'-0','event','{\"n\":'..i..'}') end", "0");
        await using (var before = new LivePipeline(Copy(redis, other)))
        {
            await before.Until(() => Distinct(other) == 300 && Pending(redis) == 0, "all came");
            await before.Stop();
        }

        other.Cli("DEL", "out");
        redis.Cli("XADD", "s", "1700000301000-0", "event", "{\"n\":301}");
        await using var run = new LivePipeline(Copy(redis, other, "rebuild: 100s"));
        await run.Until(() => Distinct(other) == 101 && Pending(redis) == 0, "a hundred seconds came again");

        // the newest entry stood at 301 s, so it began at 201 s, both included; and 301 was new
        Assert.Equal(Numbers(201, 101), Events(other));
        await run.Stop();
    }

    [Fact]
    public async Task WrongKeyType_StopsTheRun()
    {
        using var redis = new RedisProcess();
        redis.Cli("SET", "s", "text");
        await using var run = new LivePipeline(Copy(redis, redis));

        Assert.Equal($"error SE9702: {redis.Address} refuses: WRONGTYPE Operation against a key holding the wrong kind of value", await run.Failure());
    }

    [Fact]
    public async Task ServerThatIsNotThere_FailsTheRunAfterTheWait()
    {
        await using var run = new LivePipeline($"events: {{ redis_stream: {{ stream: s, server: '127.0.0.1:{RedisProcess.FreePort()}', wait: 100ms }} }}\nout: {{ from: events, console: {{}} }}");

        Assert.EndsWith("it was tried for 0.1 s", await run.Failure(), StringComparison.Ordinal);
    }

    private static string Copy(RedisProcess from, RedisProcess to, string options = "group: streamengine") =>
        $"events: {{ redis_stream: {{ stream: s, server: '{from.Address}', {options} }} }}\nout: {{ from: events, redis_stream: {{ stream: out, server: '{to.Address}' }} }}";

    private static void Fill(RedisProcess redis, int first, int count) =>
        redis.Cli("EVAL", string.Create(CultureInfo.InvariantCulture, $"for i={first},{first + count - 1} do redis.call('XADD','s','*','event','{{\"n\":'..i..'}}') end"), "0");

    /// <summary>Entries taken and not acknowledged; −1 while the source has not made its group.</summary>
    private static int Pending(RedisProcess redis) => int.TryParse(redis.Cli("XPENDING", "s", "streamengine").Split('\n')[0], CultureInfo.InvariantCulture, out var pending) ? pending : -1;

    /// <summary>What the server says of the group.</summary>
    private static long GroupLag(RedisProcess redis) =>
        redis.Cli("XINFO", "GROUPS", "s").Split('\n') is var told && Array.IndexOf(told, "lag") is >= 0 and var at ? long.Parse(told[at + 1], CultureInfo.InvariantCulture) : 0;

    private static List<string> Events(RedisProcess redis) => [.. redis.Cli("--raw", "XRANGE", "out", "-", "+").Split('\n').Where((_, i) => i % 3 == 2)];

    private static int Distinct(RedisProcess redis) => Events(redis).Distinct().Count();

    private static IEnumerable<string> Numbers(int first, int count) => Enumerable.Range(first, count).Select(n => $"{{\"n\":{n}}}");
}
