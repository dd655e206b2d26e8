using System.Buffers.Text;
using System.Text;

namespace StreamEngine.Redis;

/// <summary>Reads replies of the protocol RESP2 (redis.io/docs/latest/develop/reference/protocol-spec) off a stream. Memory grows with what has come, never with what a length promises beyond the limits.</summary>
/// <param name="stream">Where the replies come from.</param>
/// <param name="limits">What a reply may be at most.</param>
public sealed class RespReader(Stream stream, RespLimits limits)
{
    private const int LongestNumber = 20;

    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;
    private long _bytesLeft;
    private int _valuesLeft;

    /// <summary>Whether bytes wait that belong to a further reply.</summary>
    public bool HasMore => _start < _end;

    /// <summary>The next reply.</summary>
    /// <exception cref="RedisUnavailableException">The stream ended, or what came is no reply or beyond the limits.</exception>
    public ValueTask<RespReply> Read(CancellationToken stop)
    {
        (_bytesLeft, _valuesLeft) = (limits.ReplyBytes, limits.Values);
        return Read(0, stop);
    }

    private async ValueTask<RespReply> Read(int depth, CancellationToken stop)
    {
        if (_valuesLeft-- == 0)
        {
            throw RedisUnavailableException.Malformed($"a reply has more than {limits.Values} values");
        }

        var (kind, line) = await ReadLine(stop).ConfigureAwait(false);
        switch (kind)
        {
            case (byte)'+':
                return RespReply.OfText(line);
            case (byte)'-':
                return RespReply.OfError(line);
            case (byte)':':
                return RespReply.OfNumber(Number(line));
            case (byte)'$':
                var length = Number(line);
                return length == -1 ? RespReply.Null : RespReply.OfText(await ReadBytes(Length(length, _bytesLeft, "bytes"), stop).ConfigureAwait(false));
            case (byte)'*':
                var count = Number(line);
                return count == -1 ? RespReply.Null : await ReadItems((int)Length(count, _valuesLeft, "values"), depth + 1, stop).ConfigureAwait(false);
            default:
                throw RedisUnavailableException.Malformed($"a reply begins with byte 0x{kind:X2}; it must be one of + - : $ *");
        }
    }

    private async ValueTask<RespReply> ReadItems(int count, int depth, CancellationToken stop)
    {
        if (depth > limits.Depth)
        {
            throw RedisUnavailableException.Malformed($"lists lie deeper in one another than {limits.Depth}");
        }

        var items = new List<RespReply>(Math.Min(count, 64));
        for (var i = 0; i < count; i++)
        {
            items.Add(await Read(depth, stop).ConfigureAwait(false));
        }

        return RespReply.OfList(items);
    }

    private async ValueTask<byte[]> ReadBytes(long length, CancellationToken stop)
    {
        Take(length + 2);
        var bytes = new byte[length];
        for (var got = 0; got < bytes.Length;)
        {
            await Fill(1, stop).ConfigureAwait(false);
            var some = Math.Min(bytes.Length - got, _end - _start);
            _buffer.AsSpan(_start, some).CopyTo(bytes.AsSpan(got));
            _start += some;
            got += some;
        }

        await Fill(2, stop).ConfigureAwait(false);
        if (_buffer[_start] != '\r' || _buffer[_start + 1] != '\n')
        {
            throw RedisUnavailableException.Malformed($"a text of {length} bytes does not end where it says");
        }

        _start += 2;
        return bytes;
    }

    private async ValueTask<(byte Kind, byte[] Text)> ReadLine(CancellationToken stop)
    {
        for (var seen = 0; ;)
        {
            var end = _buffer.AsSpan(_start + seen, _end - _start - seen).IndexOf((byte)'\n');
            if (end >= 0)
            {
                end += seen;
                if (end < 2 || _buffer[_start + end - 1] != '\r')
                {
                    throw RedisUnavailableException.Malformed("a line does not end with CR LF, or is empty");
                }

                Take(end + 1);
                var line = (_buffer[_start], _buffer.AsSpan(_start + 1, end - 2).ToArray());
                _start += end + 1;
                return line;
            }

            seen = _end - _start;
            if (seen > limits.LineBytes)
            {
                throw RedisUnavailableException.Malformed($"a line is longer than {limits.LineBytes} bytes");
            }

            await Fill(seen + 1, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until so many bytes are in the buffer.</summary>
    private async ValueTask Fill(int wanted, CancellationToken stop)
    {
        if (_end - _start >= wanted)
        {
            return;
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        while (_end < wanted)
        {
            if (_end == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var read = await stream.ReadAsync(_buffer.AsMemory(_end), stop).ConfigureAwait(false);
            if (read == 0)
            {
                throw RedisUnavailableException.Gone(_end > 0 || _bytesLeft < limits.ReplyBytes ? "the server broke off in the middle of a reply" : "the server closed the connection");
            }

            _end += read;
        }
    }

    private void Take(long bytes)
    {
        _bytesLeft -= bytes;
        if (_bytesLeft < 0)
        {
            throw RedisUnavailableException.Malformed($"a reply has more than {limits.ReplyBytes} bytes");
        }
    }

    private static long Number(byte[] line) =>
        line.Length is > 0 and <= LongestNumber && Utf8Parser.TryParse(line, out long number, out var used) && used == line.Length
            ? number
            : throw RedisUnavailableException.Malformed($"'{Shown(line)}' stands where a whole number must be");

    private static long Length(long length, long most, string what) =>
        length < 0 ? throw RedisUnavailableException.Malformed($"a length is {length}")
        : length > most ? throw RedisUnavailableException.Malformed($"a reply promises {length} {what}; {most} are allowed here")
        : length;

    private static string Shown(byte[] line)
    {
        var text = new StringBuilder();
        foreach (var b in line.AsSpan(0, Math.Min(line.Length, 40)))
        {
            text.Append(b is >= 0x20 and < 0x7F ? (char)b : '?');
        }

        return text.ToString();
    }
}
