using System.Text;

namespace StreamEngine.Replay;

/// <summary>The first record of a CSV file: the names of its columns.</summary>
internal static class CsvHeader
{
    private const int MostColumns = 65_536;

    /// <summary>Reads the names; a column without one is <c>column_3</c>, one that repeats another's is <c>name_2</c>.</summary>
    /// <param name="file">What errors call it.</param>
    /// <param name="records">The file, at its start.</param>
    /// <param name="hasComments">Whether lines before the header that begin with # are comments.</param>
    /// <exception cref="IOException">There is none.</exception>
    public static List<string> Read(string file, CsvScanner records, bool hasComments)
    {
        do
        {
            if (!records.Next())
            {
                throw new IOException($"'{file}' is empty: a CSV file begins with the names of its columns");
            }
        }
        while (hasComments && (records.IsEmptyLine || (records[0].StartsWith("#"u8) && !records.IsQuoted(0))));
        if (records.Problem is { } problem)
        {
            throw new IOException(FormattableString.Invariant($"{file}:{records.Line}: {problem}"));
        }

        if (records.Count > MostColumns)
        {
            throw new IOException(FormattableString.Invariant($"{file}:{records.Line}: {records.Count} columns; at most {MostColumns} are read"));
        }

        var names = new List<string>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < records.Count; i++)
        {
            var written = records[i].Length == 0 && !records.IsQuoted(i) ? FormattableString.Invariant($"column_{i + 1}") : Encoding.UTF8.GetString(records[i]);
            var name = written;
            for (var again = 2; !taken.Add(name); again++)
            {
                name = FormattableString.Invariant($"{written}_{again}");
            }

            names.Add(name);
        }

        return names;
    }
}
