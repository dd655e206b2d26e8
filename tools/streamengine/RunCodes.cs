using StreamEngine.Config;

namespace StreamEngine.Cli;

/// <summary>Codes of failures that only the command line sees whole.</summary>
[ErrorFamily]
public static class RunCodes
{
    public static readonly ErrorCode NotReadable = new("SE8201", "a file that cannot be read or written",
        "The operating system refused: the file is not there, the disk is full, or permission is missing. Exit code 74.",
        "Correct the path or the permission and start again.",
        "streamengine run pipelines/dmeo.yaml",
        "streamengine run pipelines/demo.yaml");

    public static readonly ErrorCode NodeFailed = new("SE9801", "a node that failed",
        "A source, operator or sink failed for a reason that is not one row's; nothing more can come out of it. Files of sinks are not published.",
        "The message says what it could not do. STREAMENGINE_TRACE=1 prints where in the program it happened; report that to the author of the operator.",
        "streamengine run p.yaml",
        "STREAMENGINE_TRACE=1 streamengine run p.yaml");

    public static readonly ErrorCode InputOutput = new("SE9802", "a node that could not read or write",
        "A file of a source or sink is missing, or the disk is full. Exit code 74.",
        "The message names the file. Correct it and start again.",
        "trades: { jsonl_file: { path: trads.jsonl, schema: trade/1 } }",
        "trades: { jsonl_file: { path: trades.jsonl, schema: trade/1 } }");

    public static readonly ErrorCode Unaccounted = new("SE9901", "rows without a fate",
        "At some node rows came in that were neither used nor filtered, late, rejected, failed or pending, or an edge lost some. This is a bug in the engine or in an operator.",
        "Report it with the pipeline file and the run summary.",
        "market: 100 in, 99 with a fate",
        "market: 100 in, 100 with a fate");

    public static readonly ErrorCode Bug = new("SE9902", "a bug in the engine",
        "Something happened that the engine says cannot happen.",
        "Report it with the pipeline file and what STREAMENGINE_TRACE=1 prints.",
        "streamengine run p.yaml",
        "STREAMENGINE_TRACE=1 streamengine run p.yaml");
}
