using System.Globalization;
using System.Runtime.InteropServices;
using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>Keys that are one whole number or two: found again without being written as text, which is made when it is asked for.</summary>
/// <param name="isPair">Whether they are two.</param>
internal sealed class NumberKeys(bool isPair)
{
    /// <summary>Most characters of a text.</summary>
    public const int MostText = 41;

    private readonly Dictionary<long, int> _single = [];
    private readonly Dictionary<(long, long), int> _pairs = [];
    private readonly List<(long First, long Second)> _values = [];

    /// <summary>Keys so far.</summary>
    public int Count => _values.Count;

    /// <summary>The ordinal of a row's key: −1 when a part of it is null, <see cref="Count"/> when it is new (<see cref="Add"/>).</summary>
    public int Find(Batch batch, int[] columns, int row, out (long First, long Second) value)
    {
        var first = (ValueColumn<long>)batch.Column(columns[0]);
        value = (first[row], 0);
        if (!isPair)
        {
            return first.IsNull(row) ? -1 : _single.TryGetValue(value.First, out var found) ? found : Count;
        }

        var second = (ValueColumn<long>)batch.Column(columns[1]);
        value.Second = second[row];
        return first.IsNull(row) || second.IsNull(row) ? -1 : _pairs.TryGetValue(value, out var both) ? both : Count;
    }

    /// <summary>Takes a key that is new.</summary>
    public void Add((long First, long Second) value)
    {
        if (isPair)
        {
            _pairs.Add(value, Count);
        }
        else
        {
            _single.Add(value.First, Count);
        }

        _values.Add(value);
    }

    /// <summary>Takes a key as it was saved.</summary>
    public void Restore(string text)
    {
        var tab = isPair ? text.IndexOf('\t', StringComparison.Ordinal) : text.Length;
        Add((long.Parse(text.AsSpan(0, tab), CultureInfo.InvariantCulture), isPair ? long.Parse(text.AsSpan(tab + 1), CultureInfo.InvariantCulture) : 0));
    }

    /// <summary>Writes the text of a key; two numbers are joined by a tab.</summary>
    public ReadOnlySpan<char> Text(int ordinal, Span<char> to)
    {
        var (first, second) = CollectionsMarshal.AsSpan(_values)[ordinal];
        _ = first.TryFormat(to, out var length, default, CultureInfo.InvariantCulture); // there is room
        if (isPair)
        {
            to[length++] = '\t';
            _ = second.TryFormat(to[length..], out var more, default, CultureInfo.InvariantCulture);
            length += more;
        }

        return to[..length];
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _single.Clear();
        _pairs.Clear();
        _values.Clear();
    }
}
