using System.IO.Compression;

namespace StreamEngine.Replay;

/// <summary>A recording in a file: a capture of raw venue frames, an Arrow file or stream, or JSON Lines.</summary>
public abstract class Recording : IDisposable
{
    private protected Recording(string file) => File = file;

    /// <summary>Its path.</summary>
    public string File { get; }

    /// <summary>Lines that were left out because they are no rows, and why; known when it was read.</summary>
    public abstract IReadOnlyList<string> Damage { get; }

    /// <summary>Opens a recording; what it is is told by its content.</summary>
    /// <exception cref="IOException">It is not there, cannot be read, or is none of the three.</exception>
    public static Recording Open(string file)
    {
        Span<byte> head = stackalloc byte[8];
        var read = Head(file, head);
        if (head.StartsWith("ARROW1"u8) || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFF, 0xFF, 0xFF]))
        {
            return new ArrowRecording(file);
        }

        var first = read == 0 ? (byte)0 : head[0] == 0xEF && read > 3 ? head[3] : head[0];
        return first switch
        {
            (byte)'{' => new JsonlRecording(file),
            >= (byte)'0' and <= (byte)'9' => new CaptureRecording(file),
            _ => throw new IOException($"'{file}' is {(read == 0 ? "empty" : "no recording")}: neither Arrow, nor a capture (lines that start with a receive time), nor JSON Lines"),
        };
    }

    /// <summary>Reads all of it and tells what is in it.</summary>
    public abstract Task<Inspection> Inspect();

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>The file, unpacked when it is gzip.</summary>
    internal static Stream OpenText(string file)
    {
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        var isGzip = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = 0;
        return isGzip ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    private static int Head(string file, Span<byte> head)
    {
        using var stream = OpenText(file);
        return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
    }
}
