namespace StreamEngine.Arrow;

/// <summary>How the buffers of record batches are compressed.</summary>
public enum ArrowCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>LZ4 frames, one a buffer.</summary>
    Lz4,
}
