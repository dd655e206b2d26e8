using StreamEngine.Data;

namespace StreamEngine.Windows;

/// <summary>Rows, or values that are not null.</summary>
internal sealed class CountAggregate(params int[] columns) : AggregateOf<CountState>(columns)
{
    public override bool Inverts => true;

    protected override void Add(CountState state, int row, long ts) => state.Count++;

    protected override void AddAll(CountState state, ReadOnlySpan<int> rows, ReadOnlySpan<long> times) => state.Count += rows.Length;

    protected override void Merge(CountState state, CountState later) => state.Count += later.Count;

    protected override void Remove(CountState state, CountState part) => state.Count -= part.Count;

    protected override void Write(CountState state, ColumnBuilder to) => ((ValueBuilder<long>)to).Append(state.Count);
}

/// <summary>A count.</summary>
internal sealed class CountState : AggregateState
{
    public long Count;

    public override bool Clear()
    {
        Count = 0;
        return true;
    }
}
