using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using System.Text.Unicode;

namespace StreamEngine.Sources.Recorder;

/// <summary>Binary frames: base64, within it gzip or zlib (told by its first bytes) or text as it is.</summary>
/// <param name="maxText">Most bytes of the text.</param>
internal sealed class BinaryFrame(int maxText)
{
    private const int Chunk = 1 << 14;

    private byte[] _packed = [];

    /// <summary>Unpacks a frame. Null, or what is wrong.</summary>
    public string? Read(ReadOnlySpan<byte> base64, ArrayBufferWriter<byte> into)
    {
        var most = Base64.GetMaxDecodedFromUtf8Length(base64.Length);
        if (_packed.Length < most)
        {
            _packed = new byte[Math.Max(most, Chunk)];
        }

        if (Base64.DecodeFromUtf8(base64, _packed, out _, out var length) != OperationStatus.Done)
        {
            return "member 'b64' is not base64";
        }

        try
        {
            if (!Unpack(length, into))
            {
                return string.Create(CultureInfo.InvariantCulture, $"the frame unpacks to more than max_frame, {maxText} bytes");
            }
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            return "the binary frame is cut off or damaged";
        }

        return Utf8.IsValid(into.WrittenSpan) ? null : "the binary frame is not valid UTF-8";
    }

    private bool Unpack(int length, ArrayBufferWriter<byte> into)
    {
        using var packed = new MemoryStream(_packed, 0, length, writable: false);
        using Stream text = length >= 2 && _packed[0] == 0x1F && _packed[1] == 0x8B ? new GZipStream(packed, CompressionMode.Decompress)
            : length >= 2 && _packed[0] == 0x78 && ((_packed[0] << 8) | _packed[1]) % 31 == 0 ? new ZLibStream(packed, CompressionMode.Decompress)
            : packed;
        while (into.WrittenCount <= maxText)
        {
            var read = text.Read(into.GetSpan(Chunk)[..Math.Min(Chunk, maxText - into.WrittenCount + 1)]);
            if (read == 0)
            {
                return true;
            }

            into.Advance(read);
        }

        return false;
    }
}
