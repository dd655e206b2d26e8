using System.Text;

namespace StreamEngine.Data;

/// <summary>A text or json column in the making whose values are set by physical row, each behind those set before. Rows not set are empty or null.</summary>
public sealed class ScatterText(ColumnType type, BufferPool pool) : ScatterColumn
{
    private int[] _offsets = [];
    private byte[] _bytes = [];
    private ulong[]? _validity;
    private int _capacity;
    private int _next;

    /// <inheritdoc/>
    public override void Begin(int capacity)
    {
        _capacity = capacity;
        _offsets = pool.Rent<int>(capacity + 1);
        _offsets[0] = 0;
        _next = 0;
    }

    /// <summary>Sets the text of a physical row, given as UTF-8 bytes.</summary>
    public void Set(int row, ReadOnlySpan<byte> utf8)
    {
        var start = Reach(row);
        Reserve(checked(start + utf8.Length));
        utf8.CopyTo(_bytes.AsSpan(start));
        End(row, start + utf8.Length);
    }

    /// <summary>Sets the text of a physical row, or null.</summary>
    public void Set(int row, string? text)
    {
        if (text is null)
        {
            SetNull(row);
            return;
        }

        var start = Reach(row);
        Reserve(checked(start + Encoding.UTF8.GetMaxByteCount(text.Length)));
        End(row, start + Encoding.UTF8.GetBytes(text, _bytes.AsSpan(start)));
    }

    /// <inheritdoc/>
    public override void SetNull(int row)
    {
        if (_validity is null)
        {
            _validity = pool.Rent<ulong>(Math.Max(1, Bitmap.Words(_capacity)));
            Array.Fill(_validity, ulong.MaxValue);
        }

        Bitmap.Set(_validity, row, false);
        End(row, Reach(row));
    }

    /// <inheritdoc/>
    public override Column Build()
    {
        _ = Reach(_capacity);
        var column = new TextColumn(type, _offsets, _bytes.Length == 0 ? pool.Rent<byte>(1) : _bytes, _capacity, _validity, pool);
        _offsets = [];
        _bytes = [];
        _validity = null;
        return column;
    }

    /// <summary>Makes the rows up to one empty; where its text starts.</summary>
    private int Reach(int row)
    {
        if (row < _next)
        {
            throw new InvalidOperationException($"row {row} is set behind row {_next - 1}: a bug in the operator");
        }

        for (; _next < row; _next++)
        {
            _offsets[_next + 1] = _offsets[_next];
        }

        return _offsets[_next];
    }

    private void End(int row, int end)
    {
        if (_validity is not null && end > _offsets[row])
        {
            Bitmap.Set(_validity, row, true);
        }

        _offsets[row + 1] = end;
        _next = row + 1;
    }

    private void Reserve(int bytes)
    {
        if (bytes <= _bytes.Length)
        {
            return;
        }

        var wider = pool.Rent<byte>(Math.Max(bytes, Math.Max(64, _bytes.Length * 2)));
        _bytes.CopyTo(wider, 0);
        if (_bytes.Length > 0)
        {
            pool.Return(_bytes);
        }

        _bytes = wider;
    }
}
