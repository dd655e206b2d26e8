namespace StreamEngine.Replay;

/// <summary>A line is no row, and nobody takes it.</summary>
/// <param name="code">Its SE9 code.</param>
/// <param name="reason">Where and why.</param>
public sealed class RefusedRowException(string code, string reason) : IOException(reason)
{
    /// <summary>Its SE9 code.</summary>
    public string Code => code;
}
