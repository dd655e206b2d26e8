using StreamEngine.Config;

namespace StreamEngine.Joins;

/// <summary>What joins refuse beyond the range of one option.</summary>
[ErrorFamily]
public static class JoinCodes
{
    /// <summary>Nothing says how long a row of a join is kept.</summary>
    public static readonly ErrorCode Unbounded = new("SE6101", "nothing bounds what is kept",
        "A join keeps rows for those of the other side that are still to come. Without a declared bound it would keep all of them, and memory would grow with the stream.",
        "Add the key that the message names, with as long a time as two rows that belong together may lie apart.",
        "asof: {}",
        "asof: { tolerance: 500ms }");

    /// <summary>A time of a look-up table is none.</summary>
    public static readonly ErrorCode Time = new("SE4261", "not a time",
        "The file of a look-up table is read again at times written in RFC 3339, in UTC or with an offset.",
        "Write each as 2024-01-01T00:00:00Z.",
        "lookup: { path: lots.csv, by: symbol, columns: { symbol: symbol }, reload: [tomorrow] }",
        "lookup: { path: lots.csv, by: symbol, columns: { symbol: symbol }, reload: ['2024-01-02T00:00:00Z'] }");

    /// <summary>A column of the table cannot be compared with that of the rows.</summary>
    public static readonly ErrorCode KeyType = new("SE4262", "rows and table do not meet in this column",
        "Rows are looked up by columns that they and the table have, of one type.",
        "Name columns that both have, and say their types under 'columns' as the rows have them.",
        "lookup: { path: lots.csv, by: symbol, columns: { sym: symbol, lot: float64 } }",
        "lookup: { path: lots.csv, by: symbol, columns: { symbol: symbol, lot: float64 } }");

    /// <summary>A key of a look-up table is null or stands twice.</summary>
    public static readonly ErrorCode TableKey = new("SE9321", "a key that stands twice in a table",
        "Each row of a look-up table is found by its values in the columns of 'by'; no two rows may have the same, and none may be null.",
        "Remove one of the rows, or look up by more columns.",
        "symbol,lot\nBTCUSDT,0.001\nBTCUSDT,0.01",
        "symbol,lot\nBTCUSDT,0.001\nETHUSDT,0.01");

    /// <summary>A look-up table is larger than declared.</summary>
    public static readonly ErrorCode TableSize = new("SE9322", "a table that is too large",
        "A look-up table is held in memory, up to max_rows and max_bytes.",
        "Raise 'max_rows' or 'max_bytes', or make the file smaller.",
        "lookup: { path: lots.csv, by: symbol, columns: { symbol: symbol }, max_rows: 1 }",
        "lookup: { path: lots.csv, by: symbol, columns: { symbol: symbol } }");
}
