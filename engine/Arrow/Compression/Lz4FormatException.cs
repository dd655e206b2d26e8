namespace StreamEngine.Arrow.Compression;

/// <summary>An LZ4 frame is damaged.</summary>
internal sealed class Lz4FormatException(int position, string reason) : Exception(reason)
{
    /// <summary>Byte in the frame.</summary>
    public int Position => position;
}
