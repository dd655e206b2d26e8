using StreamEngine.Sources;
using StreamEngine.Sources.Packing;

namespace StreamEngine.Replay;

/// <summary>Opens files of recordings.</summary>
internal static class RecordingFile
{
    /// <summary>The bytes as they are.</summary>
    /// <exception cref="IOException">It is not there or cannot be read; the message says which and why.</exception>
    public static FileStream Open(string file) => RowFile.Open(file);

    /// <summary>The text, unpacked when the file is gzip or zip of one member.</summary>
    /// <exception cref="IOException">It is not there or cannot be read; the message says which and why.</exception>
    public static Stream OpenText(string file) => PackedFile.Open(file);

    /// <summary>The first bytes of the text, as far as there are so many.</summary>
    /// <exception cref="IOException">The file cannot be read or unpacked.</exception>
    public static byte[] Head(string file, int bytes)
    {
        try
        {
            using var stream = OpenText(file);
            var head = new byte[bytes];
            return head[..stream.ReadAtLeast(head, bytes, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException damaged)
        {
            throw new IOException($"'{file}' begins like gzip but cannot be unpacked: {damaged.Message}", damaged);
        }
    }
}
