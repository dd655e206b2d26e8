using System.Globalization;
using StreamEngine.Arrow.FlatBuffers;

namespace StreamEngine.Arrow.Reading;

/// <summary>Reads encapsulated messages, one at a time; metadata and body stay valid until the next.</summary>
internal sealed class MessageReader(ArrowInput input)
{
    private byte[] _metadata = [];
    private byte[] _body = [];
    private int _metadataLength;
    private int _bodyLength;

    /// <summary>What the message is.</summary>
    public MessageKind Kind { get; private set; }

    /// <summary>Where the metadata starts in the input.</summary>
    public long MetadataOffset { get; private set; }

    /// <summary>Where the body starts in the input.</summary>
    public long BodyOffset { get; private set; }

    /// <summary>The body.</summary>
    public ReadOnlySpan<byte> Body => _body.AsSpan(0, _bodyLength);

    /// <summary>Bytes of the metadata.</summary>
    public int MetadataLength => _metadataLength;

    /// <summary>The header table of the message.</summary>
    public FlatTable Header => FlatTable.Root(_metadata.AsSpan(0, _metadataLength)).Table(2, "the header");

    /// <summary>Reads the next message; false at the end-of-stream marker.</summary>
    /// <exception cref="ArrowFormatException">It is damaged or there is none.</exception>
    public bool Next()
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

        return Rest(start);
    }

    /// <summary>Reads the first message of a stream, whose continuation marker was read to tell what it is.</summary>
    public void First()
    {
        if (!Rest(0))
        {
            throw input.Damaged(0, "there is no schema");
        }
    }

    private bool Rest(long start)
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
        _metadataLength = length;
        try
        {
            ReadBody();
        }
        catch (FlatFormatException e)
        {
            throw input.Damaged(MetadataOffset + e.Position, e.Message);
        }

        return true;
    }

    private void ReadBody()
    {
        var message = FlatTable.Root(_metadata.AsSpan(0, _metadataLength));
        if (message.Short(0) is var version and (< Framing.OldestVersion or > Framing.Version))
        {
            throw new FlatFormatException(message.Position, string.Create(CultureInfo.InvariantCulture,
                $"metadata version V{version + 1} is not supported; V4 and V5 are"));
        }

        Kind = (MessageKind)message.Byte(1);
        var length = message.Long(3);
        if (length < 0)
        {
            throw new FlatFormatException(message.Position, string.Create(CultureInfo.InvariantCulture, $"a message has a body of {length} bytes"));
        }

        BodyOffset = input.Position;
        _bodyLength = 0;
        input.Read(ref _body, length, "the body of a message");
        _bodyLength = (int)length;
    }
}
