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
        Left = left;
        Right = right;
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

    /// <summary>Shape of the left rows.</summary>
    public Schema Left { get; }

    /// <summary>Shape of the right rows.</summary>
    public Schema Right { get; }

    /// <summary>The port of a join of the only input with a table.</summary>
    public PortShape PortOverTable => new(Schema) { Shown = Shown, Passed = [.. Left.Fields.Select(f => new PassedColumn(f.Name, 0, f.Name))] };

    /// <summary>The port of a join of two inputs.</summary>
    public PortShape Port => new(Schema)
    {
        Shown = Shown,
        Passed = [.. Schema.Fields.Select((f, i) => i < LeftCount ? new PassedColumn(f.Name, LeftInput, f.Name) : new PassedColumn(f.Name, RightInput, Right[RightOf(i)].Name))],
    };
}
