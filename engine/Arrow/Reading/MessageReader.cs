using System.Globalization;
using StreamEngine.Arrow.FlatBuffers;

namespace StreamEngine.Arrow.Reading;

/// <summary>Reads encapsulated messages, one at a time; metadata and body stay valid until the next.</summary>
internal sealed class MessageReader(ArrowInput input)
{
    private byte[] _metadata = [];

    /// <summary>What the message is.</summary>
    public MessageKind Kind { get; private set; }

    /// <summary>Where the metadata starts in the input.</summary>
    public long MetadataOffset { get; private set; }

    /// <summary>Where the body starts in the input.</summary>
    public long BodyOffset { get; private set; }

    /// <summary>Bytes of the body.</summary>
    public long BodyLength { get; private set; }

    /// <summary>The body.</summary>
    public ReadOnlySpan<byte> Body => input.Held;

    /// <summary>Bytes of the metadata.</summary>
    public int MetadataLength { get; private set; }

    /// <summary>The header table of the message.</summary>
    public FlatTable Header => FlatTable.Root(_metadata.AsSpan(0, MetadataLength)).Table(2, "the header");

    /// <summary>Reads the next message; false at the end-of-stream marker.</summary>
    /// <param name="withBody">Whether to read its body too.</param>
    /// <exception cref="ArrowFormatException">It is damaged or there is none.</exception>
    public bool Next(bool withBody = true)
    {
        var start = input.Position;
        Span<byte> marker = stackalloc byte[4];
        if (input.ReadUpTo(marker) is var read and < 4)
        {
            throw input.Damaged(start, read == 0 ? "cut off: there is no end-of-stream marker" : "cut off inside the prefix of a message");
        }

        if (!marker.SequenceEqual(Framing.Continuation))
        {
            throw input.Damaged(start, "no Arrow message starts here");
        }

        return Rest(start, withBody);
    }

    /// <summary>Reads the first message of a stream, whose continuation marker was read to tell what it is.</summary>
    public void First()
    {
        if (!Rest(0, withBody: true))
        {
            throw input.Damaged(0, "there is no schema");
        }
    }

    /// <summary>Reads the message that the footer of a file places somewhere, and holds it to that place.</summary>
    /// <exception cref="ArrowFormatException">It is damaged, of another kind or longer than the footer says.</exception>
    public void At(Block block, MessageKind kind, bool withBody = true)
    {
        input.Seek(block.Offset);
        if (!Next(withBody) || Kind != kind)
        {
            throw input.Damaged(block.Offset, $"the footer places a {kind} here, but there is none");
        }

        if (BodyLength > block.MetadataLength + block.BodyLength - (BodyOffset - block.Offset))
        {
            throw input.Damaged(block.Offset, string.Create(CultureInfo.InvariantCulture,
                $"the footer places a {kind} of {block.MetadataLength} + {block.BodyLength} bytes here, but it has {BodyOffset - block.Offset} + {BodyLength}"));
        }
    }

    private bool Rest(long start, bool withBody)
    {
        var length = input.ReadInt("the length of a message");
        if (length == 0)
        {
            return false;
        }

        if (length < 0)
        {
            throw input.Damaged(start, string.Create(CultureInfo.InvariantCulture, $"a message has metadata of {length} bytes"));
        }

        MetadataOffset = input.Position;
        input.Read(ref _metadata, length, "the metadata of a message");
        MetadataLength = length;
        try
        {
            ReadBody(withBody);
        }
        catch (FlatFormatException e)
        {
            throw input.Damaged(MetadataOffset + e.Position, e.Message);
        }

        return true;
    }

    private void ReadBody(bool withBody)
    {
        var message = FlatTable.Root(_metadata.AsSpan(0, MetadataLength));
        if (message.Short(0) is var version and (< Framing.OldestVersion or > Framing.Version))
        {
            throw new FlatFormatException(message.Position, string.Create(CultureInfo.InvariantCulture,
                $"metadata version V{version + 1} is not supported; V4 and V5 are"));
        }

        Kind = (MessageKind)message.Byte(1);
        BodyLength = message.Long(3);
        if (BodyLength < 0)
        {
            throw new FlatFormatException(message.Position, string.Create(CultureInfo.InvariantCulture, $"a message has a body of {BodyLength} bytes"));
        }

        BodyOffset = input.Position;
        if (withBody)
        {
            input.Hold(BodyLength, "the body of a message");
        }
    }
}
