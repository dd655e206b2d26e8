namespace StreamEngine.Runtime;

/// <summary>An ordered merge that holds rows back because one of its inputs may still bring one that goes first.</summary>
/// <param name="Node">The node whose inputs are merged.</param>
/// <param name="Input">The input it waits for: <c>node</c> or <c>node.port</c>.</param>
/// <param name="Held">Rows of the other inputs that are held back.</param>
/// <param name="From">Stream time up to which the input has spoken; <see cref="Time.StreamTime.Start"/> when it never did.</param>
/// <param name="To">Stream time of the newest row held back.</param>
public sealed record MergeWait(string Node, string Input, long Held, long From, long To)
{
    /// <summary>How far the input is behind, in ns of stream time; null when it has said nothing yet.</summary>
    public long? BehindNs => From == Time.StreamTime.Start ? null : To - From;
}
