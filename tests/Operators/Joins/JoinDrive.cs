using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Tests.Operators.Joins;

/// <summary>Drives a join over small rows: left with a price, right with a bid, both by key <c>k</c>.</summary>
internal static class JoinDrive
{
    public const int Right = 0;
    public const int Left = 1;

    public static readonly Schema LeftRows = new(null, [new("ts", ColumnType.Timestamp), new("k", ColumnType.Symbol, true), new("price", ColumnType.Float64), new("note", ColumnType.String, true)]);
    public static readonly Schema RightRows = new(null, [new("ts", ColumnType.Timestamp), new("k", ColumnType.Symbol), new("price", ColumnType.Float64, Unit: "quote"), new("bid", ColumnType.Float64, true)]);

    public static OperatorDrive Of(BatchOperator join, long lateness = 0) => new(join, [RightRows, LeftRows], ["k"], ["right", "left"], lateness);

    public static Dictionary<string, object?> L(long ts, string? k = "a", long? at = null, double price = 0) => Row(at, new() { ["ts"] = ts, ["k"] = k, ["price"] = price });

    public static Dictionary<string, object?> R(long ts, string k = "a", double? bid = null, long? at = null) => Row(at, new() { ["ts"] = ts, ["k"] = k, ["price"] = 7.0, ["bid"] = bid });

    private static Dictionary<string, object?> Row(long? at, Dictionary<string, object?> row)
    {
        if (at is not null)
        {
            row["at"] = at;
        }

        return row;
    }
}
