using System.Runtime.InteropServices;
using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>Single rows of many batches in the order of their merge, copied together column by column: each column is read and written in one loop.</summary>
/// <param name="writer">Takes the rows.</param>
internal sealed class MergedRows(PortWriter writer) : IDisposable
{
    private readonly List<Batch> _batches = [];
    private int[] _of = new int[1024];
    private int[] _rows = new int[1024];
    private int _count;
    private long _turn;

    /// <summary>Adds the next row of an inlet, which may let go of it.</summary>
    public void Add(InletQueue inlet)
    {
        if (inlet.MergedTurn != _turn)
        {
            (inlet.MergedTurn, inlet.MergedBatch) = (_turn, _batches.Count);
            _batches.Add(inlet.Head.Retain());
        }

        if (_count == _rows.Length)
        {
            Array.Resize(ref _rows, 2 * _count);
            Array.Resize(ref _of, 2 * _count);
        }

        (_of[_count], _rows[_count]) = (inlet.MergedBatch, inlet.Row);
        _count++;
    }

    /// <summary>Writes what was added.</summary>
    public void Write()
    {
        if (_count > 0)
        {
            writer.CopyMany(CollectionsMarshal.AsSpan(_batches), _of.AsSpan(0, _count), _rows.AsSpan(0, _count));
            _count = 0;
        }

        Dispose();
        _turn++;
    }

    public void Dispose()
    {
        foreach (var batch in _batches)
        {
            batch.Dispose();
        }

        _batches.Clear();
    }
}
