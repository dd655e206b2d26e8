using StreamEngine.Config;

namespace StreamEngine.Sources;

/// <summary>SE930: files of rows.</summary>
[ErrorFamily]
public static class FileErrors
{
    public static readonly ErrorCode Unfit = new("SE9301", "file with other columns, cut off or damaged",
        "The file is not what the pipeline was bound to, or ends before it should.", "Write the file again, or correct 'path' and 'schema'.",
        "trades: { arrow_file: { path: [trades.arrow], schema: trade/1 } }");

    public static readonly ErrorCode Line = new("SE9302", "line of a JSON Lines file is no row",
        "Each line is a JSON object with a member for each column; a column that is not nullable needs one of its type.", "Look at the line in the dead letter; name nullable columns with '?'.",
        "trades: { jsonl_file: { path: [trades.jsonl], columns: { ts: timestamp, price: float64, note: string? } } }");

    public static readonly ErrorCode Missing = new("SE8102", "file of rows that cannot be read",
        "Its columns are read from it before the run, and it is not there or not readable.", "Correct the path, or say the columns with 'schema'.", "trades: { arrow_file: { path: [trades.arrow] } }");

    public static readonly ErrorCode Columns = new("SE2401", "columns of a file that make no stream",
        "A stream has a column ts of type timestamp, and each column a known type.", "Name a canonical schema with 'schema', or each column and its type with 'columns'.",
        "trades: { jsonl_file: { path: [trades.jsonl], schema: trade/1 } }");
}
