using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.Sources;

namespace StreamEngine.Cli.Testing;

/// <summary>Which source reads a file that a case takes rows from, told by its name.</summary>
internal static class CaseRecordings
{
    private static readonly string[] Arrow = [".arrow", ".arrows", ".feather"];
    private static readonly string[] Jsonl = [".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz"];

    /// <summary>A source of rows of the schema; null for a file no source reads. A file of frames that is neither Arrow nor JSON Lines is a capture.</summary>
    public static Source? Open(string path, Schema schema)
    {
        IReadOnlyList<FilePath> paths = [new FilePath(path)];
        return Ends(path, Arrow) ? new ArrowFileSource(new ArrowFileSourceOptions { Path = paths })
            : schema.Name == Schemas.Frame.Name ? new CaptureFile(new CaptureFileOptions { Files = paths })
            : Ends(path, Jsonl) ? new JsonlFileSource(new JsonlFileSourceOptions { Path = paths })
            : null;
    }

    private static bool Ends(string path, string[] endings) => Array.Exists(endings, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
