using StreamEngine.Arrow;
using StreamEngine.Data;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>What an Arrow file that a run wrote holds.</summary>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Rows">The rows, by column, with <c>at</c> for the stream time unless the file has a column of that name.</param>
/// <param name="Hash">The content hash.</param>
internal sealed record ArrowFile(IReadOnlyList<string> Columns, IReadOnlyList<Dictionary<string, object?>> Rows, string Hash)
{
    /// <summary>Reads a file.</summary>
    public static ArrowFile Read(string path)
    {
        using var file = File.OpenRead(path);
        using var reader = ArrowReader.Open(file, path, new BufferPool(), new SymbolTables());
        using var hash = new ContentHash(reader.Schema);
        var rows = new List<Dictionary<string, object?>>();
        while (reader.Read() is { } batch)
        {
            using (batch)
            {
                hash.Add(batch);
                for (var i = 0; i < batch.Count; i++)
                {
                    var row = new Dictionary<string, object?>(StringComparer.Ordinal) { ["at"] = batch.At(i) };
                    for (var c = 0; c < reader.Schema.Fields.Count; c++)
                    {
                        row[reader.Schema[c].Name] = batch.Column(c).Value(batch.Row(i));
                    }

                    rows.Add(row);
                }
            }
        }

        return new ArrowFile([.. reader.Schema.Fields.Select(f => f.Name)], rows, hash.Hex());
    }
}
