using System.IO.Compression;
using StreamEngine.Config;

namespace StreamEngine.Sources;

/// <summary>Opens captures: gzip (one or more members) by its magic bytes, else as they are.</summary>
internal static class CaptureStream
{
    private const int FileBuffer = 1 << 16;

    /// <summary>Fails when a capture is not there: before the first row, not hours later.</summary>
    /// <exception cref="IOException">Which one, and what to do.</exception>
    public static void Check(IEnumerable<FilePath> files)
    {
        foreach (var file in files.Where(file => !File.Exists(file.Path)))
        {
            Open(file.Path).Dispose();
        }
    }

    /// <summary>Opens a capture for reading from its start.</summary>
    /// <exception cref="IOException">It is not there or cannot be read; the message says which and what to do.</exception>
    public static Stream Open(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, FileBuffer, FileOptions.SequentialScan);
            return IsGzip(file) ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException($"capture '{path}' does not exist; check the path: it is taken from the working directory, '{Directory.GetCurrentDirectory()}'", path, missing);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException($"capture '{path}' cannot be read: {(Directory.Exists(path) ? "it is a directory; name the files in it" : "permission denied")}", refused);
        }
    }

    private static bool IsGzip(FileStream file)
    {
        if (!file.CanSeek)
        {
            return false;
        }

        var isGzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return isGzip;
    }
}
