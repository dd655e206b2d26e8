using System.Globalization;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Joins;

/// <summary>Puts the rows of a file into a table, and refuses the file where they make none.</summary>
internal sealed class TableRows(string path, int[] by, int most, LookupTable table)
{
    private readonly Dictionary<string, long> _lineOf = new(StringComparer.Ordinal);
    private long _row;

    /// <summary>Lines of the rows that are taken next; none where they go by number.</summary>
    public List<long> Lines { get; } = [];

    /// <summary>A refused file.</summary>
    public static IOException Refused(ErrorCode code, string path, string reason) => new($"error {code.Code}: file '{path}': {reason}");

    /// <summary>Takes what a port holds.</summary>
    public void Take(PortWriter port)
    {
        using var batch = port.Take(0, 0);
        Take(batch);
        Lines.Clear();
    }

    /// <summary>Takes a batch.</summary>
    public void Take(Batch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var line = Lines.Count > 0 ? Lines[i] : ++_row;
            var what = Lines.Count > 0 ? "line" : "row";
            if (table.Count == most)
            {
                throw Refused(JoinCodes.TableSize, path, string.Create(CultureInfo.InvariantCulture, $"{what} {line}: the table has more rows than max_rows, {most}"));
            }

            var row = batch.Row(i);
            if (KeyTable.TextOf(batch, by, row) is not { } key)
            {
                throw Refused(JoinCodes.TableKey, path, string.Create(CultureInfo.InvariantCulture, $"{what} {line}: a column of 'by' is null"));
            }

            if (!table.Add(key, batch, row))
            {
                throw Refused(JoinCodes.TableKey, path, string.Create(CultureInfo.InvariantCulture, $"{what} {line}: '{key.Replace("\t", "', '", StringComparison.Ordinal)}' stands there again; it stands on {what} {_lineOf[key]}"));
            }

            _lineOf.Add(key, line);
        }

        table.Rows.Settle();
    }
}
