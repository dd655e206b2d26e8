using System.Text.Json;
using StreamEngine.Data;
using StreamEngine.Sources;

namespace StreamEngine.Replay;

/// <summary>Types of the columns of text that comes without any: the narrowest that hold all values, found in one reading of the whole file.</summary>
internal static class GuessedTypes
{
    private const int MostColumns = 4096;

    /// <summary>Columns of a CSV file with a header.</summary>
    public static SchemaFile OfCsv(string file)
    {
        using var records = new CsvScanner(RecordingFile.OpenText(file));
        var columns = CsvHeader.Read(file, records, hasComments: true).ConvertAll(name => new GuessedColumn(name));
        var rows = 0L;
        while (records.Next())
        {
            if (records.Problem is not null || records.Count != columns.Count || (records.IsEmptyLine && columns.Count > 1))
            {
                continue;
            }

            rows++;
            for (var c = 0; c < columns.Count; c++)
            {
                if (records[c].Length > 0 || records.IsQuoted(c))
                {
                    columns[c].AddText(records[c]);
                }
            }
        }

        return new SchemaFile(new Schema(null, [.. columns.Select(column => column.Field(rows))]), null);
    }

    /// <summary>Columns of JSON Lines, in the order in which they first come.</summary>
    /// <exception cref="IOException">Less than half of the lines are objects.</exception>
    public static async Task<SchemaFile> OfJsonl(string file)
    {
        var columns = new List<GuessedColumn>();
        var byName = new Dictionary<string, GuessedColumn>(StringComparer.Ordinal);
        var rows = 0L;
        using var lines = new LineReader(RecordingFile.OpenText(file), JsonlRows.MaxLine, 16);
        do
        {
            while (lines.TryNext(out var line, out var tooLong))
            {
                rows += !tooLong && IsRow(line, columns, byName) ? 1 : 0;
            }
        }
        while (await lines.Fill(CancellationToken.None));
        if (rows * 2 < lines.Number)
        {
            throw new IOException(FormattableString.Invariant($"'{file}' is hardly JSON Lines: of {lines.Number} lines {rows} are JSON objects, which rows are"));
        }

        return new SchemaFile(new Schema(null, [.. columns.Select(column => column.Field(rows))]), null);
    }

    private static bool IsRow(ReadOnlySpan<byte> line, List<GuessedColumn> columns, Dictionary<string, GuessedColumn> byName)
    {
        line = line.StartsWith("\uFEFF"u8) ? line[3..] : line;
        try
        {
            var check = new Utf8JsonReader(line);
            while (check.Read())
            {
                if (check.CurrentDepth == 0 && check.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject))
                {
                    return false;
                }
            }

            var json = new Utf8JsonReader(line);
            for (var has = json.Read(); has && json.Read() && json.TokenType == JsonTokenType.PropertyName;)
            {
                var name = json.GetString()!;
                json.Read();
                if (byName.TryGetValue(name, out var column))
                {
                    column.AddJson(ref json);
                }
                else if (columns.Count < MostColumns)
                {
                    columns.Add(byName[name] = column = new GuessedColumn(name));
                    column.AddJson(ref json);
                }
                else
                {
                    json.Skip();
                }
            }

            return line.Length > 0;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
