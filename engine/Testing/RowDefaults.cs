using StreamEngine.Data;

namespace StreamEngine.Testing;

/// <summary>
/// Values of columns that must not be null and are left out of a given row: <c>ts_recv</c> is <c>ts</c>; <c>venue</c> and <c>origin</c> are <c>test</c>; <c>trade_id</c> and <c>line</c> count the rows from
/// 1; <c>kind</c> is normal, <c>action</c> set, <c>state</c> live, <c>snapshot</c> false, <c>last</c> true. Every other one must be given.
/// </summary>
internal static class RowDefaults
{
    /// <summary>The value of a column; null when it has none of its own.</summary>
    /// <param name="field">The column.</param>
    /// <param name="ts">The row's time, ns.</param>
    /// <param name="number">The row's number from 1.</param>
    public static object? Of(Field field, long ts, int number) => (field.Name, field.Type.Kind) switch
    {
        ("ts_recv", TypeKind.Timestamp) => ts,
        ("venue" or "origin", TypeKind.Symbol) => "test",
        ("trade_id", TypeKind.String) => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ("line", TypeKind.Int64) => (long)number,
        ("kind", TypeKind.Enum) => Word(field, "normal"),
        ("action", TypeKind.Enum) => Word(field, "set"),
        ("state", TypeKind.Enum) => Word(field, "live"),
        ("snapshot", TypeKind.Bool) => false,
        ("last", TypeKind.Bool) => true,
        _ => null,
    };

    private static string? Word(Field field, string word) => field.Type.Names.Contains(word) ? word : null;
}
