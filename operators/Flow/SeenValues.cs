using System.Globalization;
using StreamEngine.Data;
using StreamEngine.State;

namespace StreamEngine.Flow;

/// <summary>The values of rows that passed within a stretch of stream time.</summary>
internal sealed class SeenValues(int[] columns)
{
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private readonly Queue<(string Values, long At)> _byTime = new();
    private char[] _text = new char[64];
    private int _length;

    /// <summary>Whether no row with these values passed within the horizon; this one then passes, and is remembered. A null is equal to nothing.</summary>
    public bool IsNew(int key, Batch batch, int row, long at, long horizon)
    {
        while (_byTime.TryPeek(out var oldest) && (Int128)at - oldest.At >= horizon)
        {
            _values.Remove(_byTime.Dequeue().Values);
        }

        _length = 0;
        Append(key);
        foreach (var column in columns)
        {
            if (!TryAppend(batch.Column(column), row))
            {
                return true;
            }
        }

        var text = _text.AsSpan(0, _length);
        if (_values.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text))
        {
            return false;
        }

        var values = text.ToString();
        _values.Add(values);
        _byTime.Enqueue((values, at));
        return true;
    }

    public void Save(StateWriter state)
    {
        state.Write("values", _byTime.Select(v => v.Values).ToArray());
        state.Write("at", _byTime.Select(v => v.At).ToArray());
    }

    public void Load(StateReader state)
    {
        _values.Clear();
        _byTime.Clear();
        var values = state.Read<string[]>("values");
        var at = state.Read<long[]>("at");
        for (var i = 0; i < values.Length; i++)
        {
            _values.Add(values[i]);
            _byTime.Enqueue((values[i], at[i]));
        }
    }

    private bool TryAppend(Column column, int row)
    {
        if (column.IsNull(row))
        {
            return false;
        }

        switch (column)
        {
            case ValueColumn<long> values: Append(values[row]); break;
            case ValueColumn<int> values: Append(values[row]); break;
            case ValueColumn<double> values: Append(values[row] + 0.0); break; // −0.0 becomes 0.0
            case ValueColumn<float> values: Append(values[row] + 0.0f); break;
            case ValueColumn<decimal> values: Append(values[row] / 1.0000000000000000000000000000m); break; // 1.50 becomes 1.5
            case SymbolColumn symbols: AppendText(symbols[row]); break;
            default: AppendText((string)Convert.ToString(column.Value(row), CultureInfo.InvariantCulture)!); break;
        }

        return true;
    }

    private void Append<T>(T value) where T : ISpanFormattable
    {
        int written;
        while (!value.TryFormat(_text.AsSpan(_length), out written, default, CultureInfo.InvariantCulture))
        {
            Array.Resize(ref _text, _text.Length * 2);
        }

        _length += written;
        AppendEnd();
    }

    /// <summary>A text with its length before it, so that no two lists of values read the same.</summary>
    private void AppendText(string text)
    {
        Append(text.Length);
        Reserve(text.Length);
        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
        AppendEnd();
    }

    private void AppendEnd()
    {
        Reserve(1);
        _text[_length++] = '|';
    }

    private void Reserve(int more)
    {
        if (_length + more > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(_length + more, _text.Length * 2));
        }
    }
}
