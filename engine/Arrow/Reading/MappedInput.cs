using System.IO.MemoryMappedFiles;

namespace StreamEngine.Arrow.Reading;

/// <summary>
/// A file mapped into memory, one window at a time: what is not looked at is never read, and what the window left no longer counts as memory of the process.
/// The file may not become shorter meanwhile.
/// </summary>
internal sealed unsafe class MappedInput : ArrowInput
{
    private const long Window = 4 << 20;

    private readonly MemoryMappedFile _map;
    private MemoryMappedViewAccessor? _view;
    private byte* _bytes;
    private long _start;
    private long _length;
    private long _heldAt;
    private int _heldLength;

    /// <summary>Maps a file that is not empty; the file stays the caller's.</summary>
    public MappedInput(FileStream file, string name) : base(name)
    {
        Length = file.Length;
        _map = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
    }

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override long Length { get; }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Held => _heldLength == 0 ? default : At(_heldAt, _heldLength);

    /// <inheritdoc/>
    public override void Seek(long position) => Position = position;

    /// <inheritdoc/>
    public override int ReadUpTo(Span<byte> target)
    {
        var length = (int)Math.Min(target.Length, Length - Position);
        if (length > 0)
        {
            At(Position, length).CopyTo(target);
            Position += length;
            BytesRead += length;
        }

        return length;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Close();
        _map.Dispose();
    }

    /// <inheritdoc/>
    protected override void HoldNext(int length, string what)
    {
        _heldAt = Position;
        _heldLength = length;
        Position += length;
        BytesRead += length;
    }

    private ReadOnlySpan<byte> At(long position, int length)
    {
        if (position < _start || position + length > _start + _length)
        {
            Close();
            _length = Math.Min(Math.Max(length, Window), Length - position);
            _start = position;
            _view = _map.CreateViewAccessor(_start, _length, MemoryMappedFileAccess.Read);
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _bytes);
            _bytes += _view.PointerOffset;
        }

        return new ReadOnlySpan<byte>(_bytes + (position - _start), length);
    }

    private void Close()
    {
        if (_view is not null)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _view = null;
            _bytes = null;
            _length = 0;
        }
    }
}
