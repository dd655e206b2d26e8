using System.Globalization;
using System.IO.Compression;

namespace StreamEngine.Sources.Packing;

/// <summary>
/// What comes out of a packed file, read once from front to back. Refuses to give more than 250 times what went in (market data packs to a twentieth at best, a bomb to a thousandth), and, of a zip member, anything else than
/// the length and the CRC-32 that the file states.
/// </summary>
internal sealed class UnpackedStream(Stream unpacking, string path, long packedBytes) : Stream
{
    private const int MostTimes = 250;
    private const long AlwaysAllowed = 16 << 20;

    private readonly long _limit = Math.Max(AlwaysAllowed, packedBytes > long.MaxValue / MostTimes ? long.MaxValue : packedBytes * MostTimes);
    private long _given;
    private uint _crc = Crc32.Start;

    /// <summary>The zip member that is read.</summary>
    public ZipArchiveEntry? Member { get; init; }

    /// <summary>The zip file around it.</summary>
    public ZipArchive? Archive { get; init; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => _given;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var read = unpacking.Read(buffer);
        Check(buffer[..read], buffer.Length);
        return read;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await unpacking.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Check(buffer.Span[..read], buffer.Length);
        return read;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacking.Dispose();
            Archive?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Check(ReadOnlySpan<byte> got, int asked)
    {
        _given += got.Length;
        if (_given > _limit)
        {
            throw PackedFile.Refused(path, string.Create(CultureInfo.InvariantCulture, $"unpacks to more than {MostTimes} times its size, which market data does not: unpack it first if it is what you want"));
        }

        if (Member is null)
        {
            return;
        }

        _crc = Crc32.Add(_crc, got);
        if (got.Length == 0 && asked > 0 && (_given != Member.Length || Crc32.End(_crc) != Member.Crc32))
        {
            throw PackedFile.Refused(path, $"has a damaged member '{Member.FullName}': its length or CRC-32 is not what the zip file says");
        }
    }
}
