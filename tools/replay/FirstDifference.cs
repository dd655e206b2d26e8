using System.Runtime.InteropServices;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Replay;

/// <summary>
/// Finds the first row in which two recordings of the same columns differ, and reads no further. Runs of rows are compared column by column as memory, so equal stretches cost little more than reading them
/// (<see cref="RecordingDiff"/> goes on and counts).
/// </summary>
public sealed class FirstDifference
{
    private readonly IReadOnlyList<Field> _fields;
    private readonly CellComparer _exact = new(0);

    private FirstDifference(IReadOnlyList<Field> fields) => _fields = fields;

    /// <summary>The first row that differs, with the columns of both; null when all rows are equal.</summary>
    /// <exception cref="ArgumentException">The columns differ.</exception>
    /// <exception cref="IOException">One is cut off or damaged.</exception>
    public static async Task<DiffRow?> Of(IBatchRecording a, IBatchRecording b, IRowErrors errors)
    {
        if (!a.Schema.Fields.Select(f => (f.Name, f.Type)).SequenceEqual(b.Schema.Fields.Select(f => (f.Name, f.Type))))
        {
            throw new ArgumentException($"the columns differ: {a.Schema} and {b.Schema}", nameof(b));
        }

        var scope = new ReadScope(errors, new SymbolTables(), new BufferPool());
        await using var rowsA = a.Read(scope).GetAsyncEnumerator();
        await using var rowsB = b.Read(scope).GetAsyncEnumerator();
        return await new FirstDifference(a.Schema.Fields).Find(rowsA, rowsB);
    }

    private async Task<DiffRow?> Find(IAsyncEnumerator<Batch> a, IAsyncEnumerator<Batch> b)
    {
        Batch? batchA = null;
        Batch? batchB = null;
        var (startA, startB, row) = (0, 0, 0L);
        try
        {
            while (true)
            {
                (batchA, startA) = await Ahead(a, batchA, startA);
                (batchB, startB) = await Ahead(b, batchB, startB);
                if (batchA is null || batchB is null)
                {
                    return batchA is null && batchB is null ? null : Row(row, batchA, startA, batchB, startB);
                }

                var count = Math.Min(batchA.Count - startA, batchB.Count - startB);
                var equal = EqualRows(batchA, startA, batchB, startB, count);
                if (equal < count)
                {
                    return Row(row + equal, batchA, startA + equal, batchB, startB + equal);
                }

                (startA, startB, row) = (startA + count, startB + count, row + count);
            }
        }
        finally
        {
            batchA?.Dispose();
            batchB?.Dispose();
        }
    }

    /// <summary>The batch of the next row, the one in hand as long as it has some.</summary>
    private static async ValueTask<(Batch? Batch, int Start)> Ahead(IAsyncEnumerator<Batch> rows, Batch? batch, int start)
    {
        while (batch is null || start == batch.Count)
        {
            batch?.Dispose();
            if (!await rows.MoveNextAsync())
            {
                return (null, 0);
            }

            (batch, start) = (rows.Current, 0);
        }

        return (batch, start);
    }

    private int EqualRows(Batch a, int startA, Batch b, int startB, int count)
    {
        for (var c = 0; c < _fields.Count && count > 0; c++)
        {
            var (columnA, columnB) = (a.Column(c), b.Column(c));
            if (a.IsContiguous && b.IsContiguous && !columnA.HasNulls && !columnB.HasNulls && AreSame(columnA, a.Row(startA), columnB, b.Row(startB), count))
            {
                continue;
            }

            for (var i = 0; i < count; i++)
            {
                if (!_exact.AreEqual(columnA, a.Row(startA + i), columnB, b.Row(startB + i)))
                {
                    count = i;
                }
            }
        }

        return count;
    }

    /// <summary>Whether values stand in memory as the others do; false also where that cannot be told.</summary>
    private static bool AreSame(Column a, int rowA, Column b, int rowB, int count) => (a, b) switch
    {
        (ValueColumn<long> x, ValueColumn<long> y) => AreSame(x.Values, rowA, y.Values, rowB, count),
        (ValueColumn<double> x, ValueColumn<double> y) => AreSame(x.Values, rowA, y.Values, rowB, count),
        (ValueColumn<int> x, ValueColumn<int> y) => AreSame(x.Values, rowA, y.Values, rowB, count),
        (ValueColumn<float> x, ValueColumn<float> y) => AreSame(x.Values, rowA, y.Values, rowB, count),
        (ValueColumn<bool> x, ValueColumn<bool> y) => AreSame(x.Values, rowA, y.Values, rowB, count),
        (ValueColumn<byte> x, ValueColumn<byte> y) => AreSame(x.Values, rowA, y.Values, rowB, count),
        (SymbolColumn x, SymbolColumn y) => AreSame(x.Codes, rowA, y.Codes, rowB, count),
        _ => false,
    };

    private static bool AreSame<T>(ReadOnlySpan<T> a, int startA, ReadOnlySpan<T> b, int startB, int count) where T : unmanaged =>
        MemoryMarshal.AsBytes(a.Slice(startA, count)).SequenceEqual(MemoryMarshal.AsBytes(b.Slice(startB, count)));

    private DiffRow Row(long before, Batch? a, int rowA, Batch? b, int rowB)
    {
        var cells = new List<DiffCell>();
        for (var c = 0; c < _fields.Count; c++)
        {
            var differs = a is null || b is null || !_exact.AreEqual(a.Column(c), a.Row(rowA), b.Column(c), b.Row(rowB));
            cells.Add(new DiffCell(_fields[c].Name, Text(c, a, rowA), Text(c, b, rowB), differs));
        }

        return new DiffRow(a is null ? null : before + 1, b is null ? null : before + 1, cells);
    }

    private string? Text(int column, Batch? batch, int row) => batch is null ? null : CellText.Of(_fields[column].Type, batch.Column(column).Value(batch.Row(row)));
}
