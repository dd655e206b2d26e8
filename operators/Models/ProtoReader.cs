namespace StreamEngine.Models;

/// <summary>
/// Reads the fields of one protobuf message from bytes nobody vouches for: every length is held against what is left, every step moves on, nothing is copied. Format: Protocol Buffers, Encoding
/// (varint, 64-bit, length-delimited, 32-bit; groups are refused).
/// </summary>
/// <param name="bytes">The message, without its own length.</param>
internal ref struct ProtoReader(ReadOnlySpan<byte> bytes)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;

    private ReadOnlySpan<byte> _rest = bytes;
    private int _wire = -1;

    /// <summary>Number of the field that stands next, after <see cref="TryNext"/>.</summary>
    public int Field { get; private set; }

    /// <summary>Whether the field is length-delimited: a text, bytes, a message or packed numbers.</summary>
    public readonly bool IsDelimited => _wire == Delimited;

    /// <summary>Goes to the next field; false at the end of the message. The field is then read once, or skipped.</summary>
    /// <exception cref="InvalidDataException">No field can be read there.</exception>
    public bool TryNext()
    {
        if (_rest.Length == 0)
        {
            return false;
        }

        var tag = ReadVarint();
        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        _wire = (int)(tag & 7);
        return Field > 0 ? true : throw new InvalidDataException("a field has the number 0");
    }

    /// <summary>A whole number.</summary>
    /// <exception cref="InvalidDataException">The field is of another kind, or cut off.</exception>
    public long Number() => _wire == Varint ? (long)ReadVarint() : throw Unfit("a whole number");

    /// <summary>The next of packed numbers, for a reader made over the bytes of such a field; false behind the last.</summary>
    /// <exception cref="InvalidDataException">It is cut off.</exception>
    public bool TryPacked(out long number)
    {
        var isThere = _rest.Length > 0;
        number = isThere ? (long)ReadVarint() : 0;
        return isThere;
    }

    /// <summary>A text, bytes, a message or packed numbers; lent.</summary>
    /// <exception cref="InvalidDataException">The field is of another kind, or longer than what holds it.</exception>
    public ReadOnlySpan<byte> Bytes()
    {
        if (_wire != Delimited)
        {
            throw Unfit("a text or a message");
        }

        var length = ReadVarint();
        return length <= (ulong)_rest.Length
            ? Take((int)length)
            : throw new InvalidDataException($"field {Field} is {length} bytes long, and {_rest.Length} are left");
    }

    /// <summary>Passes over the field, whatever it is.</summary>
    /// <exception cref="InvalidDataException">It is cut off, or of no kind that exists.</exception>
    public void Skip()
    {
        switch (_wire)
        {
            case Varint: ReadVarint(); break;
            case Fixed64: Take(8); break;
            case Delimited: Bytes(); break;
            case Fixed32: Take(4); break;
            default: throw new InvalidDataException($"field {Field} is of kind {_wire}, which is none");
        }
    }

    private readonly InvalidDataException Unfit(string wanted) => new($"field {Field} is not {wanted}");

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw new InvalidDataException($"field {Field} is cut off");
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (var i = 0; i < 10; i++)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number is longer than 10 bytes");
    }
}
