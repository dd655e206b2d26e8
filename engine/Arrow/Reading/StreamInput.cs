namespace StreamEngine.Arrow.Reading;

/// <summary>A stream that somebody else owns.</summary>
internal sealed class StreamInput(Stream stream, string name) : ArrowInput(name)
{
    private readonly long _origin = stream.CanSeek ? stream.Position : 0;
    private byte[] _held = [];
    private int _heldLength;

    /// <inheritdoc/>
    public override bool CanSeek => stream.CanSeek;

    /// <inheritdoc/>
    public override long Length => stream.Length - _origin;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Held => _held.AsSpan(0, _heldLength);

    /// <inheritdoc/>
    public override void Seek(long position)
    {
        if (position != Position)
        {
            stream.Position = _origin + position;
            Position = position;
        }
    }

    /// <inheritdoc/>
    public override int ReadUpTo(Span<byte> target)
    {
        var read = stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        Position += read;
        return read;
    }

    /// <inheritdoc/>
    protected override void HoldNext(int length, string what)
    {
        _heldLength = 0;
        Read(ref _held, length, what);
        _heldLength = length;
    }
}
