namespace StreamEngine.Arrow;

/// <summary>Constants of the encapsulated message format and of the file format around it.</summary>
internal static class Framing
{
    /// <summary>Metadata version V5.</summary>
    public const short Version = 4;

    /// <summary>Oldest metadata version that is read: V4.</summary>
    public const short OldestVersion = 3;

    /// <summary>Bytes before the metadata of a message: continuation marker and length.</summary>
    public const int PrefixLength = 8;

    /// <summary>Bytes at the start of a file: the magic word, padded.</summary>
    public const int FileHeaderLength = 8;

    /// <summary>Bytes at the end of a file: length of the footer and the magic word.</summary>
    public const int FileTrailerLength = 10;

    /// <summary>The magic word at both ends of a file.</summary>
    public static ReadOnlySpan<byte> Magic => "ARROW1"u8;

    /// <summary>What stands before each message.</summary>
    public static ReadOnlySpan<byte> Continuation => [0xFF, 0xFF, 0xFF, 0xFF];

    /// <summary>What stands behind the last message.</summary>
    public static ReadOnlySpan<byte> EndOfStream => [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0];

    /// <summary>A length rounded up to whole eight bytes.</summary>
    public static long Padded(long length) => (length + 7) & ~7L;
}
