using System.Text;

namespace StreamEngine.Data;

/// <summary>Collects UTF-8 texts (string or json).</summary>
public sealed class TextBuilder : ColumnBuilder
{
    private int[] _offsets = [];
    private byte[] _bytes = [];
    private int _usual;
    private int _usualBytes;

    /// <summary>An empty builder.</summary>
    public TextBuilder(ColumnType type, BufferPool pool, int capacity) : base(type, pool) => Start(capacity);

    /// <summary>Adds a text given as UTF-8 bytes.</summary>
    public void Append(ReadOnlySpan<byte> utf8)
    {
        if (_offsets.Length == 0)
        {
            Start(Math.Max(16, _usual));
        }

        var start = _offsets[Count];
        ReserveBytes(checked(start + utf8.Length));
        utf8.CopyTo(_bytes.AsSpan(start));
        Close(start + utf8.Length);
    }

    /// <summary>Adds a text.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        if (_offsets.Length == 0)
        {
            Start(Math.Max(16, _usual));
        }

        var start = _offsets[Count];
        ReserveBytes(checked(start + Encoding.UTF8.GetMaxByteCount(text.Length)));
        Close(start + Encoding.UTF8.GetBytes(text, _bytes.AsSpan(start)));
    }

    /// <inheritdoc/>
    protected override void AppendDefault() => Append(ReadOnlySpan<byte>.Empty);

    /// <inheritdoc/>
    protected override void AppendValueFrom(Column source, int row) => Append(((TextColumn)source)[row]);

    /// <inheritdoc/>
    protected override void AppendBoxed(object value) => Append((string)value);

    /// <inheritdoc/>
    protected override Column Take(ulong[]? validity)
    {
        if (_offsets.Length == 0)
        {
            Start(1);
        }

        (_usual, _usualBytes) = (Count, _offsets[Count]);
        var column = new TextColumn(Type, _offsets, _bytes.Length == 0 ? Pool.Rent<byte>(1) : _bytes, Count, validity, Pool);
        _offsets = [];
        _bytes = [];
        return column;
    }

    private void Start(int capacity)
    {
        _offsets = Pool.Rent<int>(capacity + 1);
        _offsets[0] = 0;
    }

    private void Close(int end)
    {
        Count++;
        if (Count == _offsets.Length)
        {
            var wider = Pool.Rent<int>(_offsets.Length * 2);
            _offsets.CopyTo(wider, 0);
            Pool.Return(_offsets);
            _offsets = wider;
        }

        _offsets[Count] = end;
    }

    private void ReserveBytes(int capacity)
    {
        if (capacity <= _bytes.Length)
        {
            return;
        }

        var wider = Pool.Rent<byte>(Math.Max(capacity, Math.Max(_usualBytes, _bytes.Length * 2)));
        _bytes.CopyTo(wider, 0);
        if (_bytes.Length > 0)
        {
            Pool.Return(_bytes);
        }

        _bytes = wider;
    }
}
