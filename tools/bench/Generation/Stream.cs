using StreamEngine.Data;

namespace StreamEngine.Bench.Generation;

/// <summary>A port of a generated node that others may read.</summary>
/// <param name="Ref">How <c>from</c> names it.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Tag">Rows of one tag have one schema and may be merged; null where nothing else has it.</param>
internal sealed record Stream(string Ref, IReadOnlyList<Field> Columns, string? Tag)
{
    /// <summary>Whether it has all of these columns.</summary>
    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Columns.All(c => c.Name != name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Its float64 columns.</summary>
    public IReadOnlyList<Field> Numbers => [.. Columns.Where(c => c.Type.Kind == TypeKind.Float64)];
}
