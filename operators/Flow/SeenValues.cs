using System.Globalization;
using StreamEngine.Data;
using StreamEngine.State;

namespace StreamEngine.Flow;

/// <summary>The values of rows that passed within a stretch of stream time.</summary>
/// <param name="columns">Positions of the columns compared.</param>
/// <param name="horizon">How long a row is remembered, ns of stream time.</param>
/// <param name="max">Most rows of a key that are remembered.</param>
internal sealed class SeenValues(int[] columns, long horizon, int max)
{
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private readonly Queue<(string Values, int Key, long At)> _byTime = new();
    private readonly List<int> _ofKey = [];
    private char[] _text = new char[64];
    private int _length;

    /// <summary>Whether a row with these values passed within the horizon; if none did, this one does, and is remembered. A null is equal to nothing.</summary>
    public Sighting Look(int key, Batch batch, int row, long at)
    {
        while (_byTime.TryPeek(out var oldest) && (Int128)at - oldest.At >= horizon)
        {
            _byTime.Dequeue();
            _values.Remove(oldest.Values);
            _ofKey[oldest.Key]--;
        }

        _length = 0;
        Append(key);
        foreach (var column in columns)
        {
            if (!TryAppend(batch.Column(column), row))
            {
                return Sighting.New;
            }
        }

        var text = _text.AsSpan(0, _length);
        if (_values.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text))
        {
            return Sighting.Again;
        }

        if (key < _ofKey.Count && _ofKey[key] == max)
        {
            return Sighting.TooMany;
        }

        Remember(text.ToString(), key, at);
        return Sighting.New;
    }

    public void Save(StateWriter state)
    {
        state.Write("values", _byTime.Select(v => v.Values).ToArray());
        state.Write("keys", _byTime.Select(v => v.Key).ToArray());
        state.Write("at", _byTime.Select(v => v.At).ToArray());
    }

    public void Load(StateReader state)
    {
        _values.Clear();
        _byTime.Clear();
        _ofKey.Clear();
        var values = state.Read<string[]>("values");
        var keys = state.Read<int[]>("keys");
        var at = state.Read<long[]>("at");
        for (var i = 0; i < values.Length; i++)
        {
            Remember(values[i], keys[i], at[i]);
        }
    }

    private void Remember(string values, int key, long at)
    {
        while (_ofKey.Count <= key)
        {
            _ofKey.Add(0);
        }

        _values.Add(values);
        _ofKey[key]++;
        _byTime.Enqueue((values, key, at));
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
