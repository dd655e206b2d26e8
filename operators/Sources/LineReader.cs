namespace StreamEngine.Sources;

/// <summary>Cuts a stream of bytes into lines. Holds one buffer, at most as long as the longest line allowed; a longer line is skipped and only its head is kept.</summary>
internal sealed class LineReader(Stream stream, int maxLine, int headBytes) : IDisposable
{
    private const int FirstBuffer = 1 << 18;

    private readonly byte[] _head = new byte[headBytes];
    private byte[] _buffer = new byte[FirstBuffer];
    private int _start;
    private int _scanned;
    private int _end;
    private int _headLength;
    private bool _skipping;
    private bool _atEnd;

    /// <summary>Number of the line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>What is in the buffer and not yet cut: behind the first <see cref="Fill"/>, how the stream begins.</summary>
    public ReadOnlySpan<byte> Head => _buffer.AsSpan(_start, _end - _start);

    /// <summary>The next line in the buffer, without its line end. False: <see cref="Fill"/> first, or the end when that gave nothing.</summary>
    /// <param name="line">The line, valid until the next call; of a line that is too long, its head.</param>
    /// <param name="tooLong">Whether it was longer than allowed.</param>
    public bool TryNext(out ReadOnlySpan<byte> line, out bool tooLong)
    {
        line = default;
        tooLong = false;
        var length = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
        if (length < 0 && (!_atEnd || (_start == _end && !_skipping)))
        {
            _scanned = _end;
            SkipIfTooLong();
            return false;
        }

        var end = length < 0 ? _end : _scanned + length;
        var content = _buffer.AsSpan(_start, end - _start);
        if (content.Length > 0 && content[^1] == '\r')
        {
            content = content[..^1];
        }

        tooLong = _skipping || content.Length > maxLine;
        line = _skipping ? _head.AsSpan(0, _headLength) : tooLong ? content[..Math.Min(content.Length, headBytes)] : content;
        _start = length < 0 ? _end : end + 1;
        _scanned = _start;
        _skipping = false;
        Number++;
        return true;
    }

    /// <summary>Reads on. False at the end of the stream, when what is left has been made a last line.</summary>
    public async ValueTask<bool> Fill(CancellationToken stop)
    {
        if (_atEnd)
        {
            return false;
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _scanned -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, maxLine + (long)FirstBuffer));
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), stop).ConfigureAwait(false);
        _end += read;
        _atEnd = read == 0;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private void SkipIfTooLong()
    {
        if (!_skipping && _end - _start > Math.Max(maxLine + 1, headBytes))
        {
            _skipping = true;
            _headLength = headBytes;
            _buffer.AsSpan(_start, _headLength).CopyTo(_head);
        }

        if (_skipping)
        {
            _start = _scanned = _end = 0;
        }
    }
}
