using System.Globalization;
using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Replay;

/// <summary>A stretch of time to take rows of, by <c>ts</c> (else by the first column of type timestamp): from the first instant on, up to and without the second.</summary>
/// <param name="From">ns since the epoch; null for the beginning.</param>
/// <param name="To">ns since the epoch; null for the end.</param>
public sealed record TimeRange(long? From, long? To)
{
    /// <summary>All rows.</summary>
    public static TimeRange All { get; } = new(null, null);

    /// <summary>Whether no row is left out.</summary>
    public bool IsAll => From is null && To is null;

    /// <summary>Reads an instant: RFC 3339 (<c>2024-01-01T00:00:00Z</c>), a date, or whole ns since the epoch.</summary>
    public static bool TryParse(string text, out long ns) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out ns)
        || Rfc3339.TryParse(text, out ns)
        || Rfc3339.TryParse(text + "Z", out ns)
        || (text.Length == 10 && Rfc3339.TryParse(text + "T00:00:00Z", out ns));

    /// <summary>The rows of a batch that are in it; takes over the batch. A row without a time is left out.</summary>
    /// <exception cref="IOException">There is no column of type timestamp.</exception>
    public Batch Of(Batch batch, BufferPool pool)
    {
        if (IsAll)
        {
            return batch;
        }

        var column = Inspector.TimeColumn(batch.Schema);
        if (column < 0)
        {
            batch.Dispose();
            throw new IOException($"the rows cannot be cut by time: no column has the type timestamp ({string.Join(", ", batch.Schema.Fields)})");
        }

        using (batch)
        {
            var ts = (ValueColumn<long>)batch.Column(column);
            var picked = pool.Rent<int>(batch.Count);
            var count = 0;
            for (var i = 0; i < batch.Count; i++)
            {
                var row = batch.Row(i);
                if (!ts.IsNull(row) && !(ts[row] < From) && !(ts[row] >= To))
                {
                    picked[count++] = row;
                }
            }

            return batch.Select(picked, count, pool);
        }
    }
}
