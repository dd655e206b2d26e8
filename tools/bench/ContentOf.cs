using StreamEngine.Arrow;
using StreamEngine.Data;

namespace StreamEngine.Bench;

/// <summary>Content hashes of files, as <c>replay hash</c> gives them.</summary>
internal static class ContentOf
{
    /// <summary>Of an Arrow file.</summary>
    public static string Arrow(string path)
    {
        using var file = ArrowFile.Open(path, new BufferPool(), new SymbolTables());
        using var hash = new ContentHash(file.Schema);
        for (var i = 0; i < file.BatchCount; i++)
        {
            using var batch = file.ReadBatch(i)!;
            hash.Add(batch);
        }

        return hash.Hex();
    }
}
