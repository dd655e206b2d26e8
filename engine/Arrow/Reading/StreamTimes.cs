using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>Stream times of rows: a column of their own, else the newest <c>ts</c> so far, else 0.</summary>
internal sealed class StreamTimes
{
    private long _last;
    private bool _started;

    /// <summary>Stream time of the last row.</summary>
    public long Last => _last;

    /// <summary>Takes over a column read from the file; it may not run backwards.</summary>
    public ValueColumn<long> FromStamps(ValueColumn<long> stamps, ref BodyCursor body)
    {
        for (var i = 0; i < stamps.Length; i++)
        {
            if (_started && stamps[i] < _last)
            {
                stamps.Release();
                throw body.Damaged(MetadataKeys.StampRole, string.Create(CultureInfo.InvariantCulture,
                    $"stream time runs backwards at row {i} of a record batch"));
            }

            _last = stamps[i];
            _started = true;
        }

        return stamps;
    }

    /// <summary>Stream times by event time; shares the column where it never falls.</summary>
    public ValueColumn<long> FromEventTimes(ValueColumn<long>? ts, ref BodyCursor body, BufferPool pool)
    {
        var rows = body.Rows;
        if (ts is not null && IsOrdered(ts))
        {
            _last = ts[rows - 1];
            _started = true;
            ts.Retain();
            return ts;
        }

        body.ReserveValues<long>(MetadataKeys.StampRole, rows);
        var values = pool.Rent<long>(rows);
        for (var i = 0; i < rows; i++)
        {
            if (ts is not null && !ts.IsNull(i))
            {
                _last = _started ? Math.Max(_last, ts[i]) : ts[i];
            }

            _started = true;
            values[i] = _last;
        }

        return new ValueColumn<long>(ColumnType.Timestamp, values, rows, null, pool);
    }

    private bool IsOrdered(ValueColumn<long> ts)
    {
        if (ts.HasNulls)
        {
            return false;
        }

        var last = _started ? _last : long.MinValue;
        foreach (var value in ts.Values)
        {
            if (value < last)
            {
                return false;
            }

            last = value;
        }

        return true;
    }
}
