using StreamEngine.Data;

namespace StreamEngine.Windows;

/// <summary>The n greatest values, the greatest first, as a vector; null while there are fewer.</summary>
internal sealed class TopAggregate(int column, int count) : AggregateOf<TopState>(column)
{
    protected override void Add(TopState state, int row, long ts) => Take(state, Float(0, row));

    protected override void Merge(TopState state, TopState later)
    {
        foreach (var value in later.Values)
        {
            Take(state, value);
        }
    }

    protected override void Write(TopState state, ColumnBuilder to)
    {
        if (state.Values.Count < count)
        {
            to.AppendNull();
            return;
        }

        var row = ((VectorBuilder<double>)to).Append();
        for (var i = 0; i < count; i++)
        {
            row[i] = state.Values[i];
        }
    }

    private void Take(TopState state, double value)
    {
        var values = state.Values;
        if (values.Count == count && value <= values[^1])
        {
            return;
        }

        if (values.Count == count)
        {
            values.RemoveAt(count - 1);
        }

        int low = 0, high = values.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (values[middle] >= value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        values.Insert(low, value);
    }
}

/// <summary>The greatest values, in order.</summary>
internal sealed class TopState : AggregateState
{
    public readonly List<double> Values = [];

    public override bool Clear()
    {
        Values.Clear();
        return true;
    }
}
