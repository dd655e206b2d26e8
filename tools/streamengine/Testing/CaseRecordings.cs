using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Sources;
using StreamEngine.Sources.Csv;
using StreamEngine.Sources.Mapping;

namespace StreamEngine.Cli.Testing;

/// <summary>Which source reads a file that a case takes rows from, told by its name.</summary>
internal static class CaseRecordings
{
    private static readonly string[] Arrow = [".arrow", ".arrows", ".feather"];
    private static readonly string[] Jsonl = [".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz"];
    private static readonly string[] Csv = [".csv", ".csv.gz", ".csv.zip"];

    /// <summary>A source of rows of the schema; null for a file no source reads. A file of frames that is neither Arrow, JSON Lines nor CSV is a capture.</summary>
    public static Source? Open(string path, Schema schema)
    {
        IReadOnlyList<FilePath> paths = [new FilePath(path)];
        return Ends(path, Arrow) ? new ArrowFileSource(new ArrowFileSourceOptions { Path = paths })
            : Ends(path, Jsonl) ? new JsonlFileSource(new JsonlFileSourceOptions { Path = paths })
            : Ends(path, Csv) ? OpenCsv(paths, schema)
            : schema.Name == Schemas.Frame.Name ? new CaptureFile(new CaptureFileOptions { Files = paths })
            : null;
    }

    /// <summary>Every column comes from the field of its name, as <c>csv_file</c> as a sink writes them.</summary>
    private static CsvFileSource? OpenCsv(IReadOnlyList<FilePath> paths, Schema schema)
    {
        var columns = schema.Fields.ToDictionary(f => f.Name, f => new ColumnOptions { Type = f.Type.Text + (f.Nullable ? "?" : "") }, StringComparer.Ordinal);
        var source = new CsvFileSource(new CsvFileSourceOptions { Path = paths, Columns = columns });
        var scope = new BindScope("file", [], [], 0, (_, _, _, _) => { });
        return source.Bind(scope) is [var port] && port.Schema.Fields.Select(f => (f.Name, f.Type)).SequenceEqual(schema.Fields.Select(f => (f.Name, f.Type))) ? source : null;
    }

    private static bool Ends(string path, string[] endings) => Array.Exists(endings, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
