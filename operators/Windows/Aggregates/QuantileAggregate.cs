using StreamEngine.Data;

namespace StreamEngine.Windows;

/// <summary>
/// A quantile. Up to <see cref="MostExact"/> values it is exact: between the two values around position (n − 1) q, linearly (type 7 of Hyndman and Fan, 1996). Above, values fall into 512 cells for each
/// power of two, and the answer is the middle of the cell that holds the value at position ⌊(n − 1) q⌋: within 2⁻¹⁰ (0.1 %) of that value. The cell is read off the bits of the value, so cells add up and
/// can be taken away, and nothing depends on the order of rows.
/// </summary>
internal sealed class QuantileAggregate(int column, double part) : AggregateOf<QuantileState>(column)
{
    /// <summary>Most values with an exact answer.</summary>
    public const int MostExact = 4096;

    private const int Shift = 52 - 9;

    public override bool Inverts => true;

    protected override void Add(QuantileState state, int row, long ts)
    {
        var value = Float(0, row) + 0.0; // −0 is 0
        state.Count++;
        Change(state.Cells, Cell(value), 1);
        if (state.Lost > 0 || state.Count > MostExact)
        {
            state.Values.Clear();
            state.Lost = 1;
        }
        else
        {
            Change(state.Values, value, 1);
        }
    }

    protected override void Merge(QuantileState state, QuantileState later) => Combine(state, later, 1);

    protected override void Remove(QuantileState state, QuantileState part) => Combine(state, part, -1);

    protected override void Write(QuantileState state, ColumnBuilder to)
    {
        if (state.Count == 0)
        {
            to.AppendNull();
            return;
        }

        ((ValueBuilder<double>)to).Append(state.Lost == 0 && state.Count <= MostExact ? Exact(state) : Sketched(state));
    }

    private static void Combine(QuantileState state, QuantileState other, int sign)
    {
        state.Count += sign * other.Count;
        state.Lost += sign * Math.Min(other.Lost, 1);
        foreach (var (cell, count) in other.Cells)
        {
            Change(state.Cells, cell, sign * count);
        }

        foreach (var (value, count) in other.Values)
        {
            Change(state.Values, value, sign * count);
        }
    }

    private static void Change<TKey>(Dictionary<TKey, long> counts, TKey key, long by) where TKey : notnull
    {
        var count = counts.GetValueOrDefault(key) + by;
        if (count == 0)
        {
            counts.Remove(key);
        }
        else
        {
            counts[key] = count;
        }
    }

    private double Exact(QuantileState state)
    {
        var values = state.Values.Keys.ToArray();
        Array.Sort(values);
        var position = (state.Count - 1) * part;
        var low = (long)Math.Floor(position);
        var at = 0;
        for (var left = low; left >= state.Values[values[at]]; at++)
        {
            left -= state.Values[values[at]];
        }

        long through = 0;
        for (var i = 0; i <= at; i++)
        {
            through += state.Values[values[i]];
        }

        var next = low + 1 < through || at + 1 == values.Length ? values[at] : values[at + 1];
        return position == low ? values[at] : values[at] + ((position - low) * (next - values[at]));
    }

    private double Sketched(QuantileState state)
    {
        var cells = state.Cells.Keys.ToArray();
        Array.Sort(cells);
        var left = (long)Math.Floor((state.Count - 1) * part);
        foreach (var cell in cells)
        {
            left -= state.Cells[cell];
            if (left < 0)
            {
                return Middle(cell);
            }
        }

        throw new InvalidOperationException("the cells hold fewer values than were counted: a bug in the operator");
    }

    /// <summary>Number of a value's cell: 0 for 0, rising with the value.</summary>
    private static int Cell(double value)
    {
        if (value == 0)
        {
            return 0;
        }

        var cell = (int)(BitConverter.DoubleToInt64Bits(Math.Abs(value)) >> Shift) + 1;
        return value < 0 ? -cell : cell;
    }

    private static double Middle(int cell)
    {
        if (cell == 0)
        {
            return 0;
        }

        var least = (long)(Math.Abs(cell) - 1) << Shift;
        var middle = BitConverter.Int64BitsToDouble(least + (1L << (Shift - 1)));
        return cell < 0 ? -middle : middle;
    }
}

/// <summary>Values and cells with their counts.</summary>
internal sealed class QuantileState : AggregateState
{
    public readonly Dictionary<int, long> Cells = [];

    public readonly Dictionary<double, long> Values = [];

    public long Count;

    /// <summary>Parts whose values were too many to be kept; above 0, <see cref="Values"/> are not all.</summary>
    public long Lost;

    public override bool Clear()
    {
        var isSmall = Cells.Count <= MostKept && Values.Count <= MostKept;
        Cells.Clear();
        Values.Clear();
        (Count, Lost) = (0, 0);
        return isSmall;
    }
}
