namespace StreamEngine.Data;

/// <summary>Which physical rows of its columns a batch holds, ascending; shared and counted like a column.</summary>
internal sealed class Selection(int[] rows, BufferPool pool)
{
    private int _references = 1;

    public int[] Rows => rows;

    public void Retain() => Interlocked.Increment(ref _references);

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            pool.Return(rows);
        }
    }
}
