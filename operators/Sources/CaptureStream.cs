using System.Globalization;
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

    /// <summary>Reads on. False at the end, and when stopped.</summary>
    /// <exception cref="IOException">The capture is cut off or damaged; behind which line.</exception>
    public static async ValueTask<bool> Fill(LineReader lines, string path, CancellationToken stop)
    {
        try
        {
            return await lines.Fill(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception damaged) when (damaged is IOException or InvalidDataException)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture,
                $"capture '{path}' is cut off or damaged behind line {lines.Number}: {damaged.Message}; copy it again, or unpack what can be read and use that"), damaged);
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
