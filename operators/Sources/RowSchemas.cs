using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Sources;

/// <summary>What files of rows may bring: a canonical schema by name, or columns of their own that make a stream.</summary>
internal static class RowSchemas
{
    /// <summary>The schema of option <c>schema</c>; null, and a report, when there is none of the name.</summary>
    public static Schema? Canonical(BindScope scope, string name)
    {
        var schema = Schemas.Find(name);
        if (schema is null)
        {
            scope.Report("schema", FileErrors.Columns, $"there is no schema '{name}'; there are: {string.Join(", ", Schemas.All.Select(s => s.Name))}", Config.Nearest.Question(name, Schemas.All.Select(s => s.Name!)));
        }

        return schema;
    }

    /// <summary>Why columns make no stream, or null.</summary>
    public static string? Problem(Schema schema) => schema.Find("ts") switch
    {
        null => $"has no column 'ts'; a stream needs one of type timestamp (there are: {string.Join(", ", schema.Fields.Select(f => f.Name))})",
        { Type.Kind: not TypeKind.Timestamp } ts => $"has a column 'ts' of type {ts.Type}; it must be timestamp",
        _ => null,
    };
}
