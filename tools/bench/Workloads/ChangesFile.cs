using StreamEngine.Arrow;
using StreamEngine.Data;

namespace StreamEngine.Bench.Workloads;

/// <summary>An Arrow file of level changes: some in memory, again and again, with times and numbers that go on.</summary>
internal static class ChangesFile
{
    private const long Gap = 1_000_000_000;

    private static readonly string[] Counted = ["seq", "frame_id", "last_seq", "expected", "got"];

    /// <summary>Writes at least <paramref name="rows"/> rows.</summary>
    /// <returns>How many times the changes stand in the file.</returns>
    public static int Write(string path, LevelChanges changes, long rows, BufferPool pool)
    {
        var times = (int)Math.Max(1, (rows + changes.Changes.Length - 1) / changes.Changes.Length);
        var (shift, numbers) = Shifts(changes);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        using var writer = new ArrowWriter(file, changes.Batches[0].Schema, ArrowFraming.File);
        for (var time = 0; time < times; time++)
        {
            foreach (var batch in changes.Batches)
            {
                using var later = Later(batch, time * shift, time * numbers, pool);
                writer.Write(later);
            }
        }

        writer.Complete();
        return times;
    }

    /// <summary>ns, and numbers, from one repetition to the next.</summary>
    public static (long Time, long Numbers) Shifts(LevelChanges changes) =>
        (changes.Changes.Max(c => c.Ts) - changes.Changes.Min(c => c.Ts) + Gap, changes.Changes.Max(c => c.Seq) + 1);

    private static Batch Later(Batch batch, long time, long numbers, BufferPool pool)
    {
        var columns = new Column?[batch.Schema.Fields.Count];
        for (var c = 0; c < columns.Length; c++)
        {
            var field = batch.Schema[c];
            columns[c] = field.Type.Kind == TypeKind.Timestamp ? Moved(batch, (ValueColumn<long>)batch.Column(c), time, pool)
                : Counted.Contains(field.Name) ? Moved(batch, (ValueColumn<long>)batch.Column(c), numbers, pool)
                : batch.Share(c);
        }

        return batch.WithColumns(batch.Schema, columns);
    }

    private static ValueColumn<long> Moved(Batch batch, ValueColumn<long> column, long by, BufferPool pool)
    {
        var values = pool.Rent<long>(batch.Capacity);
        for (var i = 0; i < batch.Capacity; i++)
        {
            values[i] = column.Values[i] + by;
        }

        if (!column.HasNulls)
        {
            return new ValueColumn<long>(column.Type, values, batch.Capacity, null, pool);
        }

        var validity = pool.Rent<ulong>(Bitmap.Words(batch.Capacity));
        column.Validity.CopyTo(validity);
        return new ValueColumn<long>(column.Type, values, batch.Capacity, validity, pool);
    }
}
