using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>
/// What a live source has vouched for: rows it hands over later are not stamped below it. Asking costs a lock and a comparison, no message and no wake-up, so quiet sources cost nothing that shows.
/// </summary>
internal sealed class Voucher(Source source)
{
    private long _vouched = StreamTime.Start;

    /// <summary>Held while rows are stamped and handed over, and while the source vouches: a row is either before what it vouched for, and on its edge, or behind.</summary>
    public Lock Lock { get; } = new();

    /// <summary>Rows whose stamp was raised to what had been vouched for.</summary>
    public long Stamped { get; private set; }

    /// <summary>Vouches for <paramref name="time"/>, or as much of it as the source can, if nothing waits on the edge.</summary>
    /// <returns>What it vouches for; <see cref="StreamTime.Start"/> when something waits.</returns>
    public long Vouch(Edge edge, long time)
    {
        lock (Lock)
        {
            if (!edge.IsEmpty || edge.IsCompleted)
            {
                return StreamTime.Start;
            }

            var granted = Math.Min(time, source.QuietUntil);
            _vouched = Math.Max(_vouched, granted);
            return granted;
        }
    }

    /// <summary>The batch with stamps not below what was vouched for; takes it over. Called with the lock held.</summary>
    public Batch Stamp(Batch batch, BufferPool pool)
    {
        if (batch.Frontier >= _vouched && (batch.Count == 0 || batch.At(0) >= _vouched))
        {
            return batch;
        }

        using (batch)
        {
            var frontier = Math.Max(batch.Frontier, _vouched);
            if (batch.Count == 0)
            {
                return Batch.Punctuation(batch.Schema, frontier, batch.Ingest);
            }

            var at = pool.Rent<long>(batch.Capacity);
            for (var i = 0; i < batch.Count; i++)
            {
                var row = batch.Row(i);
                Stamped += batch.At(i) < _vouched ? 1 : 0;
                at[row] = Math.Max(batch.At(i), _vouched);
            }

            if (batch.Frontier > batch.At(batch.Count - 1) && at[batch.Row(batch.Count - 1)] is var last && frontier <= last)
            {
                frontier = _vouched = last + 1; // the source said that nothing follows at the time of its last row: that holds for the stamp it got
            }

            var columns = new Column?[batch.Schema.Fields.Count];
            for (var c = 0; c < columns.Length; c++)
            {
                columns[c] = batch.Share(c);
            }

            return batch.WithColumns(batch.Schema, columns, new ValueColumn<long>(ColumnType.Timestamp, at, batch.Capacity, null, pool), frontier);
        }
    }
}
