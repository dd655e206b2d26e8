namespace StreamEngine.Runtime;

/// <summary>An edge at an instant, in rows: <c>sent = received + dropped + queued</c>.</summary>
/// <param name="Name"><c>from → to</c>.</param>
/// <param name="Sent">Rows its producer put in.</param>
/// <param name="Received">Rows its consumer took.</param>
/// <param name="Dropped">Rows its policy dropped.</param>
/// <param name="Queued">Rows waiting.</param>
/// <param name="MostQueued">Most rows that ever waited.</param>
/// <param name="MostBytes">Most bytes that were ever out.</param>
/// <param name="LimitRows">Limit in rows.</param>
/// <param name="LimitBytes">Limit in bytes.</param>
/// <param name="Policy">What happens at the limit.</param>
/// <param name="Bytes">Bytes waiting or being worked on: what counts against the limit.</param>
public sealed record EdgeState(
    string Name, long Sent, long Received, long Dropped, long Queued, long MostQueued, long MostBytes, long LimitRows, long LimitBytes, EdgePolicy Policy, long Bytes)
{
    /// <summary>Whether every row is accounted for.</summary>
    public bool Balanced => Sent == Received + Dropped + Queued;

    internal static EdgeState Of(Edge edge) => edge.State();
}
