using System.Text;
using StreamEngine.Data;

namespace StreamEngine.Sinks;

/// <summary>The layout of a printed table: which columns, how wide, from the first rows on.</summary>
internal sealed class ConsoleTable
{
    private const int SampleRows = 100;
    private const string Gap = "  ";

    /// <summary>Where a row came from: seldom worth its width.</summary>
    private static readonly HashSet<string> Origins = new(StringComparer.Ordinal) { "ts_recv", "venue", "channel", "raw_symbol", "ts_send", "frame_id", "conn_id" };

    private readonly List<ConsoleColumn> _columns = [];
    private readonly List<string> _left = [];

    /// <summary>Lays out a table.</summary>
    /// <param name="sample">Rows to see how wide values are.</param>
    /// <param name="first">First of them.</param>
    /// <param name="chosen">Columns to print; none for those that fit.</param>
    /// <param name="width">Characters of a line.</param>
    public ConsoleTable(Batch sample, int first, IReadOnlyList<string> chosen, int width)
    {
        var used = -Gap.Length;
        var last = Math.Min(sample.Count, first + SampleRows);
        foreach (var name in chosen.Count > 0 ? chosen : Usual(sample.Schema))
        {
            var column = new ConsoleColumn(sample, sample.Schema.IndexOf(name), first, last);
            if (chosen.Count == 0 && (column.IsEmpty || used + Gap.Length + column.Width > width))
            {
                _left.Add(name);
                continue;
            }

            used += Gap.Length + column.Width;
            _columns.Add(column);
        }
    }

    /// <summary>Columns worth printing when none are chosen.</summary>
    public static IEnumerable<string> Usual(Schema schema) =>
        schema.Fields.Where(field => !Origins.Contains(field.Name) && field.Type.Kind is not (TypeKind.Vector or TypeKind.Json)).Select(field => field.Name);

    /// <summary>Writes what the table is of.</summary>
    public void WriteTitle(StringBuilder to, string node)
    {
        to.Append(node);
        if (_left.Count > 0)
        {
            to.Append(" (not shown: ").AppendJoin(", ", _left.Take(6)).Append(_left.Count > 6 ? ", …)" : ")");
        }

        to.Append('\n');
    }

    /// <summary>Writes the names of the columns.</summary>
    public void WriteHeader(StringBuilder to)
    {
        var start = to.Length;
        foreach (var column in _columns)
        {
            Cell(to, start, column, column.Name);
        }

        End(to);
    }

    /// <summary>Writes the row at a physical position.</summary>
    public void WriteRow(StringBuilder to, Batch batch, int row)
    {
        var start = to.Length;
        foreach (var column in _columns)
        {
            Cell(to, start, column, column.Text(batch, row));
        }

        End(to);
    }

    private static void Cell(StringBuilder to, int start, ConsoleColumn column, string text)
    {
        var gap = to.Length == start ? "" : Gap;
        to.Append(gap).Append(column.IsRight ? text.PadLeft(column.Width) : text.PadRight(column.Width));
    }

    private static void End(StringBuilder to)
    {
        while (to.Length > 0 && to[^1] == ' ')
        {
            to.Length--;
        }

        to.Append('\n');
    }
}
