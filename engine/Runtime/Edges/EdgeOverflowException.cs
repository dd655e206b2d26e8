namespace StreamEngine.Runtime;

/// <summary>A boundary with policy <c>fail</c> was full.</summary>
public sealed class EdgeOverflowException(string edge, long rows, long bytes)
    : Exception($"error SE9201: edge {edge} is full ({rows} rows or {bytes} bytes) and its policy is 'fail'; give it a larger 'buffer' or policy 'wait'")
{
    /// <summary>The edge, <c>from → to</c>.</summary>
    public string Edge => edge;
}
