namespace StreamEngine.Arrow;

/// <summary>Where a message stands in a file, as its footer says.</summary>
/// <param name="Offset">First byte of the message, its prefix included.</param>
/// <param name="MetadataLength">Bytes of prefix and metadata.</param>
/// <param name="BodyLength">Bytes of the body.</param>
internal readonly record struct Block(long Offset, int MetadataLength, long BodyLength)
{
    /// <summary>Bytes of a block in the footer.</summary>
    public const int Size = 24;
}
