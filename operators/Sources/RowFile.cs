namespace StreamEngine.Sources;

/// <summary>Opens files of rows.</summary>
internal static class RowFile
{
    private const int Buffer = 1 << 16;

    /// <summary>Opens a file as it is.</summary>
    /// <exception cref="IOException">It is not there or cannot be read; the message says which and why.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, Buffer, FileOptions.SequentialScan);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException($"file '{path}' does not exist; check the path: it is taken from the working directory, '{Directory.GetCurrentDirectory()}'", path, missing);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException($"file '{path}' cannot be read: {(Directory.Exists(path) ? "it is a folder; name the files in it" : "permission denied")}", refused);
        }
    }
}
