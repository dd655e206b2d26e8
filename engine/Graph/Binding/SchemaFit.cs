using StreamEngine.Data;

namespace StreamEngine.Graph;

/// <summary>Whether rows have the columns that their reader needs.</summary>
internal static class SchemaFit
{
    /// <summary>What the rows lack, for a message; null when they fit. More columns than asked for do no harm, nor do values that are always there where they might be missing.</summary>
    public static string? Lack(Schema given, Schema wanted)
    {
        if (given.Name is not null && wanted.Name is not null)
        {
            return given.Name == wanted.Name ? null : "they are rows of different kinds";
        }

        var missing = wanted.Fields.Where(f => !given.Has(f.Name) && !f.Nullable).ToList();
        if (missing.Count > 0)
        {
            return $"there is no column {string.Join(", ", missing.Take(5).Select(f => $"'{f.Name}'"))}{(missing.Count > 5 ? $" and {missing.Count - 5} more" : "")}";
        }

        var odd = wanted.Fields.FirstOrDefault(f => given.Find(f.Name) is { } field && (field.Type != f.Type || (field.Nullable && !f.Nullable)));
        return odd is null ? null
            : given.Find(odd.Name)! is var found && found.Type != odd.Type ? $"column '{odd.Name}' is {found.Type} and must be {odd.Type}"
            : $"column '{odd.Name}' may be null and must not";
    }

    /// <summary>A schema by its name, or by its columns.</summary>
    public static string Named(Schema schema) => schema.Name ?? $"rows of {string.Join(", ", schema.Fields.Take(8).Select(f => f.Name))}{(schema.Fields.Count > 8 ? ", …" : "")}";

    /// <summary>Another port of the same node that fits, as help; null when there is none.</summary>
    public static string? Suggest(Schema wanted, string written, BoundNode node)
    {
        var name = written.Split('.')[0];
        var port = node.Ports.FirstOrDefault(p => Lack(p.Schema, wanted) is null);
        return port is null ? null : $"did you mean '{(port.Name.Length == 0 ? name : $"{name}.{port.Name}")}'?";
    }
}
