using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Joins;

/// <summary>
/// The joined row: the left columns, then the right ones whose names left has not, then, reached by name only, each right column as <c>right.name</c>. Right columns are nullable and keep type and unit.
/// </summary>
internal sealed class JoinShape
{
    /// <summary>Position of the right input: it ranks first, so a left row sees the right rows of its instant.</summary>
    public const int RightInput = 0;

    /// <summary>Position of the left input.</summary>
    public const int LeftInput = 1;

    private readonly int[] _right;

    public JoinShape(Schema left, Schema right)
    {
        var own = right.Fields.Where(f => !left.Has(f.Name)).ToList();
        var named = right.Fields.Where(f => !left.Has($"right.{f.Name}") && !right.Has($"right.{f.Name}")).ToList();
        LeftCount = left.Fields.Count;
        Shown = LeftCount + own.Count;
        Schema = new Schema(left.Name, [.. left.Fields, .. own.Select(f => f with { Nullable = true }), .. named.Select(f => f with { Name = $"right.{f.Name}", Nullable = true })]);
        _right = [.. own.Concat(named).Select(f => right.IndexOf(f.Name))];
    }

    /// <summary>All columns.</summary>
    public Schema Schema { get; }

    /// <summary>How many of them come from left, unchanged and in its order.</summary>
    public int LeftCount { get; }

    /// <summary>How many of them <c>*</c> stands for.</summary>
    public int Shown { get; }

    /// <summary>The right column behind a column past the left ones.</summary>
    public int RightOf(int column) => _right[column - LeftCount];

    /// <summary>The port of a join of two inputs.</summary>
    public static PortShape Bind(BindScope scope)
    {
        var (left, right) = (scope.Inputs[LeftInput].Schema!, scope.Inputs[RightInput].Schema!);
        var shape = new JoinShape(left, right);
        return new PortShape(shape.Schema)
        {
            Shown = shape.Shown,
            Passed = [.. shape.Schema.Fields.Select((f, i) => i < shape.LeftCount ? new PassedColumn(f.Name, LeftInput, f.Name) : new PassedColumn(f.Name, RightInput, right[shape.RightOf(i)].Name))],
        };
    }
}
