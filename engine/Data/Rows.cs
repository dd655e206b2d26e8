namespace StreamEngine.Data;

/// <summary>A view of some rows of a batch, in stream order; not a copy.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Start">First row.</param>
/// <param name="Count">Rows.</param>
public readonly record struct Rows(Batch Batch, int Start, int Count)
{
    /// <summary>Physical row of the view's row <paramref name="i"/>, for indexing columns.</summary>
    public int this[int i] => Batch.Row(Start + i);

    /// <summary>Stream time of the view's row <paramref name="i"/>.</summary>
    public long At(int i) => Batch.At(Start + i);

    /// <summary>Writes the physical rows of the view, in order.</summary>
    public void Physical(Span<int> to)
    {
        if (!Batch.IsContiguous)
        {
            Batch.Selected.Slice(Start, Count).CopyTo(to);
            return;
        }

        var first = Count == 0 ? 0 : this[0];
        for (var i = 0; i < Count; i++)
        {
            to[i] = first + i;
        }
    }

    /// <summary>Writes the values of a column at the rows of the view, in order.</summary>
    public void Values<T>(ReadOnlySpan<T> column, Span<T> to)
    {
        if (Batch.IsContiguous)
        {
            (Count == 0 ? default : column.Slice(this[0], Count)).CopyTo(to);
            return;
        }

        var physical = Batch.Selected.Slice(Start, Count);
        for (var i = 0; i < physical.Length; i++)
        {
            to[i] = column[physical[i]];
        }
    }

    /// <summary>The rows behind the first <paramref name="count"/>.</summary>
    public Rows Skip(int count) => new(Batch, Start + count, Count - count);

    /// <summary>The first <paramref name="count"/> rows.</summary>
    public Rows Take(int count) => new(Batch, Start, count);
}
