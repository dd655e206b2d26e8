using StreamEngine.Data;

namespace StreamEngine.Testing;

/// <summary>What of a row has to be written in a case, so that it reads back the same.</summary>
public static class WrittenRow
{
    /// <summary>The columns that are neither null nor what a row has anyway, and <c>at</c> where stream time is not the newest <c>ts</c>.</summary>
    /// <param name="schema">Columns of the row.</param>
    /// <param name="row">The row.</param>
    /// <param name="number">Its number in the case, from 1.</param>
    /// <param name="before">Stream time of the row in front; the least value for none.</param>
    public static IReadOnlyList<string> Columns(Schema schema, CaseRow row, int number, long before)
    {
        var ts = schema.IndexOf("ts") is >= 0 and var i ? row.Values[i] as long? : null;
        var columns = schema.Fields.Where((f, c) => row.Values[c] is { } value && (f.Nullable || !CellValue.Same(RowDefaults.Of(f, ts ?? 0, number), value, 0))).Select(f => f.Name).ToList();
        if (!schema.Has("at") && row.At != Math.Max(before, ts ?? before))
        {
            columns.Insert(ts is null ? 0 : 1, "at");
        }

        return columns;
    }
}
