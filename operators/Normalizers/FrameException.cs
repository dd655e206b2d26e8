namespace StreamEngine.Normalizers;

/// <summary>A frame cannot be normalized; it becomes an error row.</summary>
internal sealed class FrameException(string code, string reason) : Exception(reason)
{
    /// <summary>SE9 code.</summary>
    public string Code => code;
}
