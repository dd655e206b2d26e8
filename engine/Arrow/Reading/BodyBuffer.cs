namespace StreamEngine.Arrow.Reading;

/// <summary>A buffer of a body as it is stored.</summary>
/// <param name="stored">Its bytes, without the prefix that says how long they are unpacked.</param>
/// <param name="length">Bytes when unpacked.</param>
/// <param name="isPacked">Whether it is an LZ4 frame.</param>
internal readonly ref struct BodyBuffer(ReadOnlySpan<byte> stored, int length, bool isPacked)
{
    /// <summary>Its bytes in the body.</summary>
    public ReadOnlySpan<byte> Stored { get; } = stored;

    /// <summary>Bytes when unpacked.</summary>
    public int Length => length;

    /// <summary>Whether it is an LZ4 frame.</summary>
    public bool IsPacked => isPacked;
}
