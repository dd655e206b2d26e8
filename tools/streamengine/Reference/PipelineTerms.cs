namespace StreamEngine.Cli.Reference;

/// <summary>What the names of <c>GET /pipeline</c> say, by their pointers.</summary>
internal static class PipelineTerms
{
    /// <summary>Pointer, title, unit and meaning.</summary>
    public static readonly IReadOnlyList<(string Pointer, string Title, string Unit, string What)> All =
    [
        ("/pipeline/node", "Node", "name", "A step of the pipeline, with what it does. What it reads stands below; a slash parts the name of a template from that of a node in it."),
        ("/pipeline/queue", "Queue", "rows, and share of the limit", "Rows that wait before a node that another thread works on. A full queue makes the node before it wait, so that nothing is lost; nodes without a queue get their rows at once."),
        ("/pipeline/bottleneck", "Bottleneck", "node", "The node that holds the others back: the first that is busy while those before it wait. Making it faster, or giving it more workers, makes the pipeline faster; nothing else does."),
        ("/pipeline/rows_per_s", "Rows a second", "rows a second, over the last second", "How many rows the node took, or gave out when it is a source."),
        ("/pipeline/in", "Rows in", "rows since the start", "Rows that came. They are those used, filtered, late, rejected, in error and pending: none is unaccounted for."),
        ("/pipeline/used", "Rows used", "rows since the start", "Rows that the node worked on."),
        ("/pipeline/filtered", "Rows filtered", "rows since the start", "Rows that a condition of the pipeline held back."),
        ("/pipeline/late", "Late rows", "rows since the start", "Rows that came after their window had closed."),
        ("/pipeline/rejected", "Rejected rows", "rows since the start", "Rows that a limit refused."),
        ("/pipeline/error", "Failed rows", "rows since the start", "Rows that failed; each is a dead letter or stops the run."),
        ("/pipeline/pending", "Pending rows", "rows", "Rows that the node holds until it can answer."),
        ("/pipeline/out", "Rows out", "rows since the start", "Rows that the node gave out, on all ports."),
        ("/pipeline/busy", "Busy", "per cent of the last second", "Time in which the node worked."),
        ("/pipeline/backpressured", "Back-pressured", "per cent of the last second", "Time in which the node waited because a queue behind it was full."),
        ("/pipeline/idle", "Idle", "per cent of the last second", "Time in which the node had nothing to do."),
    ];
}
