using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Flow;

/// <summary>Marks rows of one view that pass, and hands them to a port as a selection: no row is copied.</summary>
internal sealed class RowPicker(BufferPool pool)
{
    private Rows _rows;
    private int[] _picked = [];
    private int _count;

    /// <summary>Starts with the rows of a view.</summary>
    public void Begin(Rows rows)
    {
        _rows = rows;
        _picked = pool.Rent<int>(rows.Count);
        _count = 0;
    }

    /// <summary>Marks row <paramref name="i"/> of the view, behind those marked before.</summary>
    public void Take(int i) => _picked[_count++] = _rows[i];

    /// <summary>Hands over what was marked.</summary>
    public void Pass(Output output, int port = 0)
    {
        if (_count > 0 && _count < _rows.Count)
        {
            output.Pass(port, _rows.Batch.Select(_picked, _count, pool));
            return;
        }

        pool.Return(_picked);
        if (_count > 0)
        {
            output.Pass(port, _rows.Batch.Slice(_rows.Start, _count, _rows.Batch.Frontier));
        }
    }
}
