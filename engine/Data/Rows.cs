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

    /// <summary>The rows behind the first <paramref name="count"/>.</summary>
    public Rows Skip(int count) => new(Batch, Start + count, Count - count);

    /// <summary>The first <paramref name="count"/> rows.</summary>
    public Rows Take(int count) => new(Batch, Start, count);
}
