namespace StreamEngine.Normalizers;

/// <summary>A frame cannot be normalized; it becomes an error row.</summary>
internal sealed class FrameException(string code, string reason) : Exception(reason)
{
    /// <summary>The frame is not what the venue sends: JSON, a missing field, a field of another type.</summary>
    public const string Malformed = "SE9201";

    /// <summary>A number has more significant digits than a double keeps.</summary>
    public const string PrecisionOverflow = "SE9202";

    /// <summary>A value is outside what it can be.</summary>
    public const string OutOfRange = "SE9203";

    /// <summary>More frames wait for a depth snapshot than the options allow.</summary>
    public const string BufferFull = "SE9204";

    /// <summary>It cannot be told which symbol a depth snapshot is of.</summary>
    public const string SnapshotOfWhat = "SE9205";

    /// <summary>The input ended before a depth snapshot came.</summary>
    public const string NoSnapshot = "SE9206";

    /// <summary>SE9 code.</summary>
    public string Code => code;
}
