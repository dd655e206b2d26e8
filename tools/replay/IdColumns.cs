using StreamEngine.Data;

namespace StreamEngine.Replay;

/// <summary>Which columns hold ids.</summary>
/// <param name="Kind">As in <see cref="IdFindings"/>.</param>
/// <param name="Id">The id; of ranges, the last of the message.</param>
/// <param name="First">First id of the message; −1 except for ranges.</param>
/// <param name="Previous">Last id of the message before, where the venue says it; else −1.</param>
internal sealed record IdColumns(string Kind, int Id, int First, int Previous)
{
    private static readonly string[] RowIds = ["trade_id", "agg_trade_id", "agg_id", "id", "TradeId", "AggregateTradeId"];

    private static readonly string[] MessageIds = ["seq", "update_id", "sequence", "sequence_num"];

    private static readonly (string First, string Last, string Previous)[] Ranges =
    [
        ("first_update_id", "last_update_id", "prev_update_id"), ("first_update_id", "final_update_id", "prev_final_update_id"), ("first_seq", "last_seq", "prev_seq"),
        ("FirstUpdateId", "FinalUpdateId", "FinalUpdateIdInLastStream"), ("U", "u", "pu"),
    ];

    /// <summary>The ids of a schema: of each kind the first that is there.</summary>
    public static IEnumerable<IdColumns> Of(Schema schema)
    {
        var range = Array.Find(Ranges, r => IsWhole(schema, r.First) && IsWhole(schema, r.Last));
        if (range.Last is not null)
        {
            yield return new IdColumns("range", schema.IndexOf(range.Last), schema.IndexOf(range.First), IsWhole(schema, range.Previous) ? schema.IndexOf(range.Previous) : -1);
        }

        if (Array.Find(RowIds, name => IsWhole(schema, name) || schema.Find(name)?.Type.Kind == TypeKind.String) is { } row)
        {
            yield return new IdColumns("row", schema.IndexOf(row), -1, -1);
        }

        if (Array.Find(MessageIds, name => IsWhole(schema, name)) is { } message)
        {
            yield return new IdColumns("message", schema.IndexOf(message), -1, -1);
        }
    }

    private static bool IsWhole(Schema schema, string name) => schema.Find(name)?.Type.Kind is TypeKind.Int64 or TypeKind.Int32;
}
