using StreamEngine.Config;
using StreamEngine.Redis;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Redis;

/// <summary>The client against a real server, held to <c>redis-cli</c>; and against servers that lie.</summary>
public sealed class RedisClientTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task ValuesOfAnyBytes_AreThoseThatRedisCliSees()
    {
        using var redis = new RedisProcess();
        using var client = redis.Client();
        var any = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        byte[][] values = [[], any, "\r\n$5\r\n*1\r\n"u8.ToArray(), "π ≈ 3,14 \0"u8.ToArray(), [.. Enumerable.Repeat(any, 4096).SelectMany(v => v)]];
        for (var i = 0; i < values.Length; i++)
        {
            var set = await client.Ask(new RespRequest().Begin(3).Argument("SET").Argument($"k{i}").Argument(values[i]), Long, default);
            var get = await client.Ask(new RespRequest("GET", $"k{i}"), Long, default);

            Assert.Equal("OK", set[0].Text);
            Assert.True(get[0].Bytes.Span.SequenceEqual(values[i]));
            Assert.Equal($"{values[i].Length}", redis.Cli("STRLEN", $"k{i}"));
        }

        // redis-cli writes bytes beyond ASCII as \xHH
        var shown = string.Concat(any.Select(b => b switch
        {
            (byte)'\\' => "\\\\", (byte)'"' => "\\\"", (byte)'\n' => "\\n", (byte)'\r' => "\\r", (byte)'\t' => "\\t", 7 => "\\a", 8 => "\\b",
            >= 0x20 and < 0x7F => $"{(char)b}", _ => $"\\x{b:x2}",
        }));
        Assert.Equal($"\"{shown}\"", redis.Cli("--no-raw", "GET", "k1"));
    }

    [Fact]
    public async Task Replies_AreThoseOfRedisCli()
    {
        using var redis = new RedisProcess();
        using var client = redis.Client();
        redis.Cli("XADD", "s", "1-1", "event", "{}", "key", "a");
        redis.Cli("XADD", "s", "2-1", "event", "[]");
        redis.Cli("XGROUP", "CREATE", "s", "g", "0");
        var asked = await client.Ask(
            new RespRequest("XRANGE", "s", "-", "+").Add("XLEN", "s").Add("GET", "none").Add("GET", "s").Add("XREADGROUP", "GROUP", "g", "c", "COUNT", "1", "STREAMS", "s", ">"), Long, default);

        Assert.Equal(redis.Cli("XRANGE", "s", "-", "+"), string.Join('\n', Leaves(asked[0])));
        Assert.Equal(redis.Cli("XLEN", "s"), $"{asked[1].Number}");
        Assert.Equal(RespKind.Null, asked[2].Kind);
        Assert.Equal("WRONGTYPE Operation against a key holding the wrong kind of value", asked[3].Text);
        Assert.Equal("s\n1-1\nevent\n{}\nkey\na", string.Join('\n', Leaves(asked[4])));
        Assert.Equal("1", redis.Cli("XPENDING", "s", "g").Split('\n')[0]);
    }

    [Fact]
    public async Task RequestsOfManyCallers_EachGetTheirOwnReplies()
    {
        using var redis = new RedisProcess();
        using var client = redis.Client();
        var all = Enumerable.Range(0, 2_000).Select(async i =>
        {
            var replies = await client.Ask(new RespRequest("SET", $"n{i}", $"{i}").Add("GET", $"n{i}").Add("INCRBY", $"n{i}", "1"), Long, default);
            return (i, replies[0].Text, replies[1].Number, replies[2].Number);
        });

        Assert.All(await Task.WhenAll(all), r => Assert.Equal((r.i, "OK", r.i, r.i + 1), r));
        Assert.Equal(1, client.Connections);
    }

    [Fact]
    public async Task ServerKilledAndStarted_IsAskedAgainOverANewConnection()
    {
        using var redis = new RedisProcess();
        using var client = redis.Client();
        await client.Ask(new RespRequest("SET", "a", "1"), Long, default);
        redis.Kill();
        var down = await Assert.ThrowsAsync<RedisUnavailableException>(() => client.AskUntilAnswered(new RespRequest("GET", "a"), Second, TimeSpan.FromMilliseconds(200), default));
        var waiting = client.AskUntilAnswered(new RespRequest("GET", "a"), Second, Long, default);
        redis.Start();

        Assert.Equal(RedisCodes.Unreachable.Code, down.Code);
        Assert.EndsWith("; it was tried for 0.2 s", down.Why, StringComparison.Ordinal);
        Assert.Equal("1", (await waiting)[0].Text);
        Assert.True(client.Connections >= 2);
    }

    [Fact]
    public async Task Password_IsNeededAndNeverTold()
    {
        const string Password = "hunter2-secret";
        using var redis = new RedisProcess(Password);
        var right = redis.Server with { Password = new Secret(Password) };
        using var client = new RedisClient(right, TimeProvider.System, new Random(1));
        using var wrong = new RedisClient(redis.Server with { Password = new Secret("not-" + Password) }, TimeProvider.System, new Random(1));
        using var none = redis.Client();

        Assert.Equal("PONG", (await client.Ask(new RespRequest("PING"), Long, default))[0].Text);
        Assert.Equal($"error SE9702: {redis.Address} does not let in with this password", (await Assert.ThrowsAsync<RedisRefusedException>(() => wrong.Ask(new RespRequest("PING"), Long, default))).Message);
        Assert.Equal($"error SE9702: {redis.Address} refuses: NOAUTH Authentication required.", (await Assert.ThrowsAsync<RedisRefusedException>(() => none.Ask(new RespRequest("PING"), Long, default))).Message);
        Assert.DoesNotContain(Password, right.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerThatEchoesThePassword_IsNotQuoted()
    {
        using var thief = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        thief.Start();
        _ = Task.Run(async () =>
        {
            using var client = await thief.AcceptTcpClientAsync();
            var buffer = new byte[1000];
            var read = await client.GetStream().ReadAsync(buffer);
            await client.GetStream().WriteAsync("-ERR you said "u8.ToArray());
            await client.GetStream().WriteAsync(buffer.Take(read).Where(b => b is not 13 and not 10).Concat("\r\n"u8.ToArray()).ToArray());
        });
        var port = ((System.Net.IPEndPoint)thief.LocalEndpoint).Port;
        using var asking = new RedisClient(new RedisServer("127.0.0.1", port, "ann", new Secret("hunter2")), TimeProvider.System, new Random(1));

        var refused = await Assert.ThrowsAsync<RedisRefusedException>(() => asking.Ask(new RespRequest("PING"), Long, default));

        Assert.Equal($"error SE9702: 127.0.0.1:{port} does not let in user 'ann' with this password", refused.Message);
    }

    [Theory]
    [InlineData("$9223372036854775807\r\n", "SE9703")]
    [InlineData("*1000000000\r\n", "SE9703")]
    [InlineData("$-5\r\n", "SE9703")]
    [InlineData("<html>", "SE9701")]
    [InlineData("<html>\r\n", "SE9703")]
    [InlineData("$10\r\nabc", "SE9701")]
    [InlineData("*3\r\n:1\r\n", "SE9701")]
    [InlineData("*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n", "SE9703")]
    [InlineData("", "SE9701")]
    public async Task ServerThatLies_IsLeftAndTriedAgain(string answer, string code)
    {
        using var liar = new ScriptedServer(answer, closes: true);
        var clock = new ManualClock();
        using var client = new RedisClient(liar.Server, clock, new Random(3));

        var asked = client.AskUntilAnswered(new RespRequest("GET", "a"), timeout: TimeSpan.FromDays(1), patience: TimeSpan.FromHours(1), default);
        await Eventually.Holds(() => Passed(clock, TimeSpan.FromMilliseconds(1)) && liar.Connections >= 2); // it was tried again over a new connection
        await Eventually.Holds(() => Passed(clock, TimeSpan.FromMinutes(1)) && asked.IsCompleted);
        var failure = await Assert.ThrowsAsync<RedisUnavailableException>(() => asked);

        Assert.Equal(code, failure.Code);
        Assert.EndsWith("; it was tried for 3600 s", failure.Why, StringComparison.Ordinal);
    }

    private static bool Passed(ManualClock clock, TimeSpan time)
    {
        clock.Advance(time);
        return true;
    }

    [Theory]
    [InlineData("")]
    [InlineData("*2\r\n:1\r\n")]
    [InlineData("$100\r\nabc")]
    public async Task ServerThatFallsSilent_IsGivenUpInTime(string answer)
    {
        using var silent = new ScriptedServer(answer, closes: false);
        var clock = new ManualClock();
        using var client = new RedisClient(silent.Server, clock, new Random(3));

        var asked = client.Ask(new RespRequest("GET", "a"), TimeSpan.FromMilliseconds(100), default);
        await Eventually.Holds(() => silent.Asked == 1);
        Assert.False(asked.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(100));
        var failure = await Assert.ThrowsAsync<RedisUnavailableException>(() => asked);
        var atOnce = await Assert.ThrowsAsync<RedisUnavailableException>(() => client.Ask(new RespRequest("GET", "a"), Long, default));

        Assert.Equal($"{silent.Server} gave no answer within 100 ms", failure.Why);
        Assert.Equal($"{silent.Server} gave no answer within 100 ms", atOnce.Why); // it was not asked: it is left alone for a while
        Assert.Equal(1, silent.Asked);
    }

    [Fact]
    public async Task ReplyNobodyAskedFor_EndsTheConnection()
    {
        using var pushy = new ScriptedServer("+OK\r\n+and\r\n+more\r\n", closes: false);
        using var client = new RedisClient(pushy.Server, TimeProvider.System, new Random(3));

        Assert.Equal("OK", (await client.Ask(new RespRequest("SET", "a", "b"), Long, default))[0].Text);
        while (pushy.Connections < 2)
        {
            try
            {
                await client.Ask(new RespRequest("SET", "a", "b"), Long, default);
            }
            catch (RedisUnavailableException)
            {
                await Task.Delay(5);
            }
        }
    }

    [Fact]
    public async Task LiarThatTurnsHonest_IsAnswered()
    {
        using var server = new ScriptedServer(n => n < 4 ? "*-9\r\n"u8.ToArray() : "+OK\r\n"u8.ToArray(), closes: false);
        using var client = new RedisClient(server.Server, TimeProvider.System, new Random(3));

        Assert.Equal("OK", (await client.AskUntilAnswered(new RespRequest("SET", "a", "b"), Second, Long, default))[0].Text);
        Assert.Equal(4, server.Connections);
    }

    [Fact]
    public async Task WrongKindsOfReplies_AreNamed()
    {
        using var redis = new RedisProcess();
        using var client = redis.Client();
        var reply = (await client.Ask(new RespRequest("PING"), Long, default))[0];

        Assert.Equal("not an answer of a Redis server: text came where a list must be", Assert.Throws<RedisUnavailableException>(() => reply.Items).Why);
        Assert.Equal("not an answer of a Redis server: text came where a number must be", Assert.Throws<RedisUnavailableException>(() => reply.Number).Why);
        Assert.Equal("not an answer of a Redis server: null came where a text must be", Assert.Throws<RedisUnavailableException>(() => RespReply.Null.Text).Why);
        Assert.Equal("not an answer of a Redis server: a list of 0 values came where there must be more than 0", Assert.Throws<RedisUnavailableException>(() => RespReply.OfList([]).Item(0)).Why);
    }

    [Fact]
    public void Pauses_DoubleUpToTwoSecondsAndAreDrawnBetweenHalfAndAll()
    {
        var clock = new ManualClock();
        var backoff = new Backoff(clock, new Random(11));
        double[] whole = [50, 100, 200, 400, 800, 1600, 2000, 2000, 2000];
        foreach (var most in whole)
        {
            backoff.Fail();
            Assert.InRange(backoff.Left.TotalMilliseconds, most / 2, most);
        }

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.InRange(backoff.Left.TotalMilliseconds, 0, 1000);
        backoff.Succeed();
        Assert.Equal(TimeSpan.Zero, backoff.Left);
        backoff.Fail();
        Assert.InRange(backoff.Left.TotalMilliseconds, 25, 50);
    }

    [Theory]
    [InlineData("127.0.0.1:6379", "127.0.0.1:6379")]
    [InlineData("cache.example:1", "cache.example:1")]
    [InlineData("[::1]:6379", "[::1]:6379")]
    [InlineData("redis://cache:6379", null)]
    [InlineData(":hunter2@cache:6379", null)]
    [InlineData("cache", null)]
    [InlineData("cache:0", null)]
    [InlineData("cache:65536", null)]
    [InlineData("::1:6379", null)]
    [InlineData("cache:+1", null)]
    [InlineData("", null)]
    public void Address_IsHostAndPort(string text, string? shown)
    {
        Assert.Equal(shown is not null, RedisServer.TryParse(text, null, null, out var server));
        Assert.Equal(shown, server?.ToString());
    }

    private static IEnumerable<string> Leaves(RespReply reply) => reply.Kind == RespKind.List ? reply.Items.SelectMany(Leaves) : [reply.Text];
}
