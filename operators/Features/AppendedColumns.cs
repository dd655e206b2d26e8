using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Features;

/// <summary>The output shape of batch operators that append columns whose names come from options.</summary>
internal static class AppendedColumns
{
    /// <summary>The input with columns added behind; reports names that are taken.</summary>
    public static IReadOnlyList<PortShape> Bind(BindScope scope, params IReadOnlyList<Field> added)
    {
        foreach (var field in added.Where(f => scope.Input.Has(f.Name)))
        {
            scope.Report(null, "SE2301", $"column '{field.Name}' is already there", "give the result another name, or drop the old column with 'select'");
        }

        foreach (var twice in added.GroupBy(f => f.Name).Where(g => g.Count() > 1))
        {
            scope.Report(null, "SE2301", $"two results are called '{twice.Key}'");
        }

        return [new PortShape(scope.Failed ? scope.Input : scope.Input.With(added), Appends: true)];
    }
}
