namespace StreamEngine.Arrow.FlatBuffers;

/// <summary>A FlatBuffer points outside itself or holds an impossible value.</summary>
internal sealed class FlatFormatException(int position, string reason) : Exception(reason)
{
    /// <summary>Byte in the buffer.</summary>
    public int Position => position;
}
