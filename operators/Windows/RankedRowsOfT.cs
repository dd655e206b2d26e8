using StreamEngine.Data;
using StreamEngine.Flow;
using StreamEngine.State;

namespace StreamEngine.Windows;

/// <summary>The first rows of a window by values of a type.</summary>
/// <param name="column">The column.</param>
/// <param name="options">How many, and in which order.</param>
/// <param name="shelf">Takes the rows.</param>
internal sealed class RankedRows<T>(int column, TopOptions options, RowShelf shelf) : RankedRows where T : unmanaged, IComparable<T>
{
    private readonly int _rows = options.Rows;
    private readonly bool _isLeast = options.Order == TopOrder.Least;
    private readonly bool _sharesRanks = options.Ties == TopTies.All;
    private Batch _batch = null!;
    private ValueColumn<T> _values = null!;

    /// <inheritdoc/>
    public override Type StateType => typeof(RankedState<T>);

    /// <inheritdoc/>
    public override AggregateState New() => new RankedState<T> { Shares = _sharesRanks };

    /// <inheritdoc/>
    public override void Bind(Batch batch)
    {
        _batch = batch;
        _values = (ValueColumn<T>)batch.Column(column);
    }

    /// <inheritdoc/>
    public override void Add(AggregateState state, int row, long ts)
    {
        var ranked = (RankedState<T>)state;
        if (_values.IsNull(row))
        {
            Last = RankedFate.Behind;
            return;
        }

        var value = _values[row];
        var place = Place(ranked, value, Next);
        if (!Enters(ranked, value, place))
        {
            Last = RankedFate.Behind;
        }
        else if (_sharesRanks && ranked.Slots.Count >= options.Max && !PushesOut(ranked, value))
        {
            Last = RankedFate.NoRoom;
        }
        else
        {
            Last = RankedFate.Held;
            Insert(ranked, place, value, shelf.Add(_batch, row), Next++);
        }
    }

    /// <inheritdoc/>
    public override void Merge(AggregateState state, AggregateState later)
    {
        var (ranked, others) = ((RankedState<T>)state, (RankedState<T>)later);
        for (var i = 0; i < others.Slots.Count; i++)
        {
            var place = Place(ranked, others.Values[i], others.Order[i]);
            if (Enters(ranked, others.Values[i], place))
            {
                Insert(ranked, place, others.Values[i], others.Slots[i], others.Order[i]);
            }
            else
            {
                Drop(shelf, others.Slots[i]);
            }
        }
    }

    /// <inheritdoc/>
    public override void Remove(AggregateState state, AggregateState part) => throw new InvalidOperationException("rows are not taken away: a bug in the operator");

    /// <inheritdoc/>
    public override void Write(AggregateState state, ColumnBuilder to) => throw new InvalidOperationException("rows are no value: a bug in the operator");

    /// <inheritdoc/>
    public override void Save(StateWriter to, AggregateState state)
    {
        var ranked = (RankedState<T>)state;
        to.Write("values", ranked.Values.ToArray());
        to.Write("order", ranked.Order.ToArray());
        Saved.AddRange(ranked.Slots);
    }

    /// <inheritdoc/>
    public override AggregateState Load(StateReader from)
    {
        var ranked = (RankedState<T>)New();
        ranked.Values.AddRange(from.Read<T[]>("values"));
        ranked.Order.AddRange(from.Read<long[]>("order"));
        foreach (var _ in ranked.Values)
        {
            ranked.Slots.Add(Saved.Count);
            Saved.Add(Saved.Count);
        }

        return ranked;
    }

    private int Compare(T a, T b) => _isLeast ? a.CompareTo(b) : b.CompareTo(a);

    /// <summary>Where a row belongs: behind those that come before it.</summary>
    private int Place(RankedState<T> ranked, T value, long order)
    {
        var (low, high) = (0, ranked.Values.Count);
        if (high > 0 && Compare(ranked.Values[^1], value) < 0)
        {
            return high;
        }

        while (low < high)
        {
            var middle = (low + high) / 2;
            var comes = Compare(ranked.Values[middle], value);
            if (comes < 0 || (comes == 0 && ranked.Order[middle] < order))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Whether a row for a place is among the first.</summary>
    private bool Enters(RankedState<T> ranked, T value, int place) =>
        place < _rows || (_sharesRanks && Compare(ranked.Values[_rows - 1], value) == 0);

    /// <summary>Whether as many rows leave as one of this value needs room.</summary>
    private bool PushesOut(RankedState<T> ranked, T value)
    {
        var last = ranked.Values[^1];
        return Compare(value, last) < 0 && ranked.Values.FindIndex(v => Compare(v, last) == 0) >= _rows - 1;
    }

    private void Insert(RankedState<T> ranked, int place, T value, int slot, long order)
    {
        ranked.Values.Insert(place, value);
        ranked.Slots.Insert(place, slot);
        ranked.Order.Insert(place, order);
        while (ranked.Slots.Count > _rows && !(_sharesRanks && Compare(ranked.Values[_rows - 1], ranked.Values[^1]) == 0))
        {
            var last = ranked.Slots.Count - 1;
            Drop(shelf, ranked.Slots[last]);
            ranked.Values.RemoveAt(last);
            ranked.Slots.RemoveAt(last);
            ranked.Order.RemoveAt(last);
        }
    }
}
