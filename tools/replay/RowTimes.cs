using System.Globalization;
using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Replay;

/// <summary>Gives rows read from text their stream times: the last column where the file has them, else the newest <c>ts</c> so far.</summary>
internal sealed class RowTimes(string file, Schema schema, bool hasStamps, BufferPool pool)
{
    private readonly int _ts = schema.Find("ts")?.Type.Kind == TypeKind.Timestamp ? schema.IndexOf("ts") : -1;

    /// <summary>Stream time of the last row.</summary>
    public long Last { get; private set; } = StreamTime.Start;

    /// <summary>The rows with their stream times; takes over the batch.</summary>
    /// <exception cref="IOException">Stream times run backwards.</exception>
    public Batch Stamp(Batch rows)
    {
        using (rows)
        {
            var columns = new Column?[schema.Fields.Count];
            for (var c = 0; c < columns.Length; c++)
            {
                columns[c] = rows.Share(c);
            }

            var at = hasStamps ? Checked((ValueColumn<long>)rows.Share(columns.Length)!) : FromEventTimes(_ts < 0 ? null : (ValueColumn<long>)rows.Column(_ts), rows.Count);
            return new Batch(schema, columns, at, Last, 0);
        }
    }

    private ValueColumn<long> Checked(ValueColumn<long> stamps)
    {
        foreach (var at in stamps.Values)
        {
            if (at < Last)
            {
                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"file '{file}': stream time runs back to {at} behind {Last}"));
            }

            Last = at;
        }

        return stamps;
    }

    private ValueColumn<long> FromEventTimes(ValueColumn<long>? ts, int rows)
    {
        var values = pool.Rent<long>(rows);
        for (var i = 0; i < rows; i++)
        {
            if (ts is not null && !ts.IsNull(i))
            {
                Last = Math.Max(Last, ts[i]);
            }

            values[i] = Last == StreamTime.Start ? 0 : Last;
        }

        return new ValueColumn<long>(ColumnType.Timestamp, values, rows, null, pool);
    }
}
