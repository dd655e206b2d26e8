using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>Values of the rows a filter has marked, picked out of columns of float64 or int64, so that loops run over what stands behind one another.</summary>
internal sealed class GatheredColumns
{
    private Array[] _values = [];
    private int _room;

    /// <summary>Picks the rows' values; they are good until the next call.</summary>
    public FeatureColumns Take(ReadOnlySpan<Column> columns, Rows rows)
    {
        if (rows.Count > _room)
        {
            _room = Math.Max(rows.Count, 2 * _room);
            _values = new Array[columns.Length];
            for (var i = 0; i < columns.Length; i++)
            {
                _values[i] = columns[i] is ValueColumn<long> ? new long[_room] : new double[_room];
            }
        }

        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i] is ValueColumn<long> whole)
            {
                rows.Values(whole.Values, (long[])_values[i]);
            }
            else
            {
                rows.Values(((ValueColumn<double>)columns[i]).Values, (double[])_values[i]);
            }
        }

        return new FeatureColumns(_values, rows.Count);
    }
}
