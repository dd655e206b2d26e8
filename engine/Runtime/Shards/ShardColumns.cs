using StreamEngine.Data;
using StreamEngine.Expressions;

namespace StreamEngine.Runtime;

/// <summary>
/// The column that rows carry between the splitter of a parallel node and its gatherer, behind their own: what the order of a serial run is restored from (DESIGN § 4, "Parallel equals serial").
/// </summary>
/// <remarks>
/// Between splitter and worker it holds the row's <b>group</b>: consecutive rows of one stream time that go to one worker share it, and groups count up in stream order. Between worker and gatherer it holds the
/// <b>cause</b> of the row: twice the group, plus 1 when a timer let it go; <see cref="ByKey"/> when a timer made it, so that its key decides.
/// </remarks>
internal static class ShardColumns
{
    /// <summary>Name of the column: no column of a user can have it.</summary>
    public const string Name = "\u0001cause";

    /// <summary>The cause of a row that a timer made: rows of one instant stand in key order.</summary>
    public const long ByKey = -1;

    /// <summary>The schema with the column behind.</summary>
    public static Schema Extend(Schema schema) => new(schema.Name, [.. schema.Fields, new Field(Name, ColumnType.Int64, false)]);

    /// <summary>The step with the column passed on.</summary>
    public static SelectStep Extend(SelectStep step) =>
        new(Extend(step.Output), [.. step.Columns, (Name, new ColumnExpression(new Field(Name, ColumnType.Int64, false)))]);

    /// <summary>Whether a column is none of the user's.</summary>
    public static bool IsHidden(string column) => column.Length > 0 && column[0] == Name[0];
}
