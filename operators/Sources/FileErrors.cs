using StreamEngine.Config;

namespace StreamEngine.Sources;

/// <summary>SE930: files of rows.</summary>
[ErrorFamily]
public static class FileErrors
{
    public static readonly ErrorCode Unfit = new("SE9301", "a file with other columns, cut off or damaged",
        "The file is not what the pipeline was bound to, or ends before it should.",
        "Write or copy the file again, or correct 'path' and 'schema'.",
        "streamengine run p.yaml   # trades.arrow is half copied",
        "cp backup/trades.arrow . && streamengine run p.yaml");

    public static readonly ErrorCode Line = new("SE9302", "a line of a JSON Lines file is no row",
        "Each line is a JSON object with a member for each column; a column that is not nullable needs one of its type.",
        "Look at the line in the dead letter; name nullable columns with '?'.",
        "{\"ts\":1700000000000000000,\"price\":\"cheap\"}",
        "{\"ts\":1700000000000000000,\"price\":100.5}");

    public static readonly ErrorCode Missing = new("SE8102", "a file that cannot be read",
        "The columns of the file are read from it before the run, and it is not there, not readable or damaged.",
        "Correct the path, or say the columns with 'schema', so that the file is needed only when running.",
        "trades: { arrow_file: { path: data/trads.arrow } }",
        "trades: { arrow_file: { path: data/trades.arrow, schema: trade/1 } }");

    public static readonly ErrorCode Columns = new("SE2401", "no columns of a stream",
        "A stream has a column ts of type timestamp, and each column a known type.",
        "Name a canonical schema with 'schema', or each column and its type with 'columns'.",
        "jsonl_file: { path: trades.jsonl, schema: trades/1 }",
        "jsonl_file: { path: trades.jsonl, schema: trade/1 }");
}
