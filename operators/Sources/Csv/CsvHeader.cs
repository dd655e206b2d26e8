using System.Globalization;
using System.Text;
using StreamEngine.Config;
using StreamEngine.Sources.Mapping;

namespace StreamEngine.Sources.Csv;

/// <summary>Where the columns of a plan stand in the records of one file.</summary>
internal static class CsvHeader
{
    /// <summary>Whether a first record names fields: none of them is a number or a time.</summary>
    public static bool IsHeader(IReadOnlyList<string> fields) => !fields.Any(IsValue) && fields.Any(field => field.Length > 0);

    /// <summary>Positions of fields (−1 for a column the file lacks), by the names of a header.</summary>
    /// <exception cref="IOException">A column that every row needs is not there, or two fields have the name.</exception>
    public static int[] Resolve(MappingPlan plan, string path, IReadOnlyList<string> header)
    {
        var positions = new int[plan.Columns.Count];
        for (var c = 0; c < positions.Length; c++)
        {
            var column = plan.Columns[c];
            positions[c] = column.Origin != ColumnOrigin.Field ? -1 : column.Index >= 0 ? Within(column.Index, column, header.Count, path) : Named(column.Name, header, path);
            if (positions[c] < 0 && column.Origin == ColumnOrigin.Field && !plan.MayLack(c))
            {
                var help = column.Field.Name is "venue" or "symbol" ? $": say it with '{column.Field.Name}: NAME'" : "";
                throw Unfit(path, $"there is no column '{column.Name}'{(column.Name == column.Field.Name ? "" : $" for '{column.Field.Name}'")} ({column.Field.Type}){help}; there are: {string.Join(", ", header)}{Meant(column.Name, header)}");
            }
        }

        return positions;
    }

    /// <summary>Positions of fields in a file without header.</summary>
    /// <exception cref="IOException">A column goes by name, or the records are too short.</exception>
    public static int[] Resolve(MappingPlan plan, string path, int count)
    {
        var positions = new int[plan.Columns.Count];
        for (var c = 0; c < positions.Length; c++)
        {
            var column = plan.Columns[c];
            var index = column.Origin != ColumnOrigin.Field ? -1 : column.Index >= 0 ? column.Index : IndexOf(plan.Layout, column.Name);
            positions[c] = index < 0 ? -1 : index >= count && plan.MayLack(c) && column.Index < 0 ? -1 : Within(index, column, count, path);
            if (positions[c] < 0 && column.Origin == ColumnOrigin.Field && !plan.MayLack(c))
            {
                throw Unfit(path, $"column '{column.Field.Name}' comes from '{column.Name}', and the file has no header: give the position, from 1, or 'header: true'");
            }
        }

        return positions;
    }

    /// <summary>The position of a field for messages, by a name or number of option <c>message</c>.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public static int Field(string name, string path, IReadOnlyList<string> header, int count)
    {
        var index = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position - 1 : IndexOf(header, name);
        return index >= 0 && index < count ? index : throw Unfit(path, $"there is no field '{name}' to tell messages by; there are: {(header.Count > 0 ? string.Join(", ", header) : $"1 to {count}")}");
    }

    /// <summary>A failure of a file that is not what was bound.</summary>
    public static IOException Unfit(string path, string reason) => new($"error {FileErrors.Unfit.Code}: file '{path}': {reason}");

    private static int Named(string name, IReadOnlyList<string> header, string path)
    {
        var index = IndexOf(header, name);
        return index < 0 || !header.Skip(index + 1).Contains(name) ? index : throw Unfit(path, $"two columns are called '{name}': name one by its position, from 1");
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }

    private static int Within(int index, MappedColumn column, int count, string path) =>
        index < count ? index : throw Unfit(path, string.Create(CultureInfo.InvariantCulture, $"column '{column.Field.Name}' comes from position {index + 1}, and records have {count} fields"));

    private static string Meant(string name, IReadOnlyList<string> header) => Nearest.Question(name, header) is { } question ? $" ({question})" : "";

    private static bool IsValue(string field)
    {
        var text = field.Trim();
        if (text.Length == 0 || !(char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.'))
        {
            return false;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) || text.All(c => char.IsAsciiDigit(c) || c is '-' or '/' or ':' or '.' or ',' or ' ' or 'T' or 'Z' or '+');
    }
}
