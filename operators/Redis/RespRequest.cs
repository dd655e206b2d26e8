using System.Buffers;
using System.Globalization;
using System.Text;

namespace StreamEngine.Redis;

/// <summary>Commands to be sent at once, in the form of the protocol: each argument with its length, so that any bytes may stand in it.</summary>
public sealed class RespRequest
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    /// <summary>One command of texts; none to add commands one by one.</summary>
    public RespRequest(params ReadOnlySpan<string> command)
    {
        if (command.Length > 0)
        {
            Add(command);
        }
    }

    /// <summary>Commands in it; each has one reply.</summary>
    public int Count { get; private set; }

    /// <summary>What is sent.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    /// <summary>Adds a command of texts.</summary>
    public RespRequest Add(params ReadOnlySpan<string> command)
    {
        Begin(command.Length);
        foreach (var argument in command)
        {
            Argument(argument);
        }

        return this;
    }

    /// <summary>Adds the commands of another request.</summary>
    public RespRequest AddRequest(RespRequest other)
    {
        Count += other.Count;
        _bytes.Write(other.Bytes.Span);
        return this;
    }

    /// <summary>Begins a command; so many arguments follow, its name being the first.</summary>
    public RespRequest Begin(int arguments)
    {
        Count++;
        Head('*', arguments);
        return this;
    }

    /// <summary>Adds an argument.</summary>
    public RespRequest Argument(ReadOnlySpan<byte> value)
    {
        Head('$', value.Length);
        _bytes.Write(value);
        _bytes.Write("\r\n"u8);
        return this;
    }

    /// <summary>Adds an argument as UTF-8.</summary>
    public RespRequest Argument(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Head('$', length);
        _bytes.Advance(Encoding.UTF8.GetBytes(value, _bytes.GetSpan(length)));
        _bytes.Write("\r\n"u8);
        return this;
    }

    /// <summary>Empties it for the next commands; the memory is kept.</summary>
    public RespRequest Clear()
    {
        _bytes.ResetWrittenCount();
        Count = 0;
        return this;
    }

    private void Head(char kind, int number)
    {
        var span = _bytes.GetSpan(16);
        span[0] = (byte)kind;
        number.TryFormat(span[1..], out var written, default, CultureInfo.InvariantCulture);
        span[written + 1] = (byte)'\r';
        span[written + 2] = (byte)'\n';
        _bytes.Advance(written + 3);
    }
}
