using StreamEngine.Data;

namespace StreamEngine.Sources.Mapping;

/// <summary>How records become rows of a schema.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="Columns">Its columns in order, then those that others are made of.</param>
/// <param name="Steps">What is made of others.</param>
/// <param name="Message">Names or positions (from 1) of fields, or paths: where one of them changes, a venue message ends. Empty when the file says itself, or each row is one.</param>
/// <param name="ByMessage">Whether column <c>last</c> is set here, and snapshots start with a row that clears the book.</param>
/// <param name="Layout">Names of the fields of files without header; empty when they go by position.</param>
internal sealed record MappingPlan(
    Schema Schema, IReadOnlyList<MappedColumn> Columns, IReadOnlyList<RowStep> Steps, IReadOnlyList<string> Message, bool ByMessage, IReadOnlyList<string> Layout)
{
    /// <summary>Position of a column, or −1.</summary>
    public int Find(string name)
    {
        for (var c = 0; c < Columns.Count; c++)
        {
            if (Columns[c].Field.Name == name)
            {
                return c;
            }
        }

        return -1;
    }

    /// <summary>Whether a row may come without the column: null is allowed, or something else gives the value.</summary>
    public bool MayLack(int column) => Columns[column].Field.Nullable || Columns[column].IsHidden || Columns[column].Default is not null || Steps.Any(step => step.Target == column);
}
