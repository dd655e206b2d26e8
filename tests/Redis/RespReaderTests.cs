using System.Text;
using StreamEngine.Redis;

namespace StreamEngine.Tests.Redis;

/// <summary>Replies by the protocol's own examples, cut anywhere; and what no server may send.</summary>
public sealed class RespReaderTests
{
    [Theory]
    [InlineData("+OK\r\n", "OK")]
    [InlineData("+\r\n", "")]
    [InlineData("-ERR unknown command 'asdf'\r\n", "!ERR unknown command 'asdf'")]
    [InlineData(":1000\r\n", "1000")]
    [InlineData(":-9223372036854775808\r\n", "-9223372036854775808")]
    [InlineData("$5\r\nhello\r\n", "hello")]
    [InlineData("$4\r\n\r\n\r\n\r\n", "\r\n\r\n")]
    [InlineData("$0\r\n\r\n", "")]
    [InlineData("$-1\r\n", "(nil)")]
    [InlineData("*-1\r\n", "(nil)")]
    [InlineData("*0\r\n", "[]")]
    [InlineData("*2\r\n$5\r\nhello\r\n$5\r\nworld\r\n", "[hello world]")]
    [InlineData("*2\r\n*3\r\n:1\r\n:2\r\n:3\r\n*2\r\n+Hello\r\n-World\r\n", "[[1 2 3] [Hello !World]]")]
    [InlineData("*3\r\n$5\r\nhello\r\n$-1\r\n$5\r\nworld\r\n", "[hello (nil) world]")]
    public async Task Reply_IsReadWholeWhereverItIsCut(string bytes, string expected)
    {
        for (var piece = 1; piece <= bytes.Length; piece++)
        {
            var reader = new RespReader(new Pieces(Encoding.Latin1.GetBytes(bytes), piece), new RespLimits());
            Assert.Equal(expected, Show(await reader.Read(default)));
            Assert.False(reader.HasMore);
        }
    }

    [Theory]
    [InlineData("%1\r\n", "not an answer of a Redis server: a reply begins with byte 0x25; it must be one of + - : $ *")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n", "not an answer of a Redis server: a reply begins with byte 0x48; it must be one of + - : $ *")]
    [InlineData("\r\n", "not an answer of a Redis server: a line does not end with CR LF, or is empty")]
    [InlineData("+OK\n", "not an answer of a Redis server: a line does not end with CR LF, or is empty")]
    [InlineData(":\r\n", "not an answer of a Redis server: '' stands where a whole number must be")]
    [InlineData(":12x\r\n", "not an answer of a Redis server: '12x' stands where a whole number must be")]
    [InlineData(":9223372036854775808\r\n", "not an answer of a Redis server: '9223372036854775808' stands where a whole number must be")]
    [InlineData("$-2\r\n", "not an answer of a Redis server: a length is -2")]
    [InlineData("*-7\r\n", "not an answer of a Redis server: a length is -7")]
    [InlineData("$1.5\r\n", "not an answer of a Redis server: '1.5' stands where a whole number must be")]
    [InlineData("$2147483648\r\n", "not an answer of a Redis server: a reply promises 2147483648 bytes; 67108851 are allowed here")]
    [InlineData("$9223372036854775807\r\n", "not an answer of a Redis server: a reply promises 9223372036854775807 bytes; 67108842 are allowed here")]
    [InlineData("*1000001\r\n", "not an answer of a Redis server: a reply promises 1000001 values; 999999 are allowed here")]
    [InlineData("$3\r\nfour\r\n", "not an answer of a Redis server: a text of 3 bytes does not end where it says")]
    [InlineData("*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n", "not an answer of a Redis server: lists lie deeper in one another than 8")]
    [InlineData("", "the server closed the connection")]
    [InlineData("$100\r\nhalf", "the server broke off in the middle of a reply")]
    [InlineData("*2\r\n:1\r\n", "the server broke off in the middle of a reply")]
    [InlineData("+no end", "the server broke off in the middle of a reply")]
    public async Task WhatIsNoReply_IsRefusedWithTheReason(string bytes, string why)
    {
        var failure = await Assert.ThrowsAsync<RedisUnavailableException>(async () => await new RespReader(new MemoryStream(Encoding.Latin1.GetBytes(bytes)), new RespLimits()).Read(default));

        Assert.Equal(why, failure.Why);
    }

    [Fact]
    public async Task LineWithoutEnd_IsRefusedAtTheLimit()
    {
        var endless = new Endless((byte)'a');

        var failure = await Assert.ThrowsAsync<RedisUnavailableException>(async () => await new RespReader(endless, new RespLimits()).Read(default));

        Assert.Equal("not an answer of a Redis server: a line is longer than 65536 bytes", failure.Why);
        Assert.InRange(endless.Given, 65_536, 262_144);
    }

    [Fact]
    public async Task ManyTextsThatAreSmallEach_AreRefusedAtTheLimitOfTheReply()
    {
        var limits = new RespLimits { ReplyBytes = 1_000 };
        var bytes = "*100\r\n" + string.Concat(Enumerable.Repeat("$50\r\n" + new string('x', 50) + "\r\n", 100));

        var failure = await Assert.ThrowsAsync<RedisUnavailableException>(async () => await new RespReader(new MemoryStream(Encoding.Latin1.GetBytes(bytes)), limits).Read(default));

        // 6 for the head and 57 a text: 17 texts are 975, and the 18th does not fit
        Assert.Equal("not an answer of a Redis server: a reply promises 50 bytes; 20 are allowed here", failure.Why);
    }

    [Fact]
    public async Task ListsOfLists_AreRefusedAtTheLimitOfValues()
    {
        var limits = new RespLimits { Values = 100 };
        var bytes = string.Concat(Enumerable.Repeat("*60\r\n" + string.Concat(Enumerable.Repeat(":1\r\n", 59)), 3));

        var failure = await Assert.ThrowsAsync<RedisUnavailableException>(async () => await new RespReader(new MemoryStream(Encoding.Latin1.GetBytes(bytes)), limits).Read(default));

        Assert.Equal("not an answer of a Redis server: a reply promises 60 values; 39 are allowed here", failure.Why);
    }

    [Fact]
    public async Task RandomBytes_AreAReplyOrRefused()
    {
        var random = new Random(20_261_122);
        const string Alphabet = "+-:$*0123456789\r\n\r\n\r\n x";
        var (replies, refused) = (0, 0);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(0, 40)];
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)Alphabet[random.Next(Alphabet.Length)];
            }

            try
            {
                await new RespReader(new Pieces(bytes, 1 + random.Next(7)), new RespLimits()).Read(default);
                replies++;
            }
            catch (RedisUnavailableException)
            {
                refused++;
            }
        }

        Assert.Equal(20_000, replies + refused);
        Assert.True(replies > 100 && refused > 100);
    }

    private static string Show(RespReply reply) => reply.Kind switch
    {
        RespKind.Null => "(nil)",
        RespKind.Number => $"{reply.Number}",
        RespKind.List => $"[{string.Join(' ', reply.Items.Select(Show))}]",
        RespKind.Error => $"!{reply.Text}",
        _ => reply.Text,
    };

    /// <summary>Gives its bytes in pieces of one length.</summary>
    private sealed class Pieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }

    /// <summary>One byte for ever.</summary>
    private sealed class Endless(byte value) : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill(value);
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
