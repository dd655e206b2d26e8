using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <content>Select blocks.</content>
public sealed partial class ExpressionBinder
{
    private const int MaxChainDepth = 500;

    private readonly Dictionary<string, int> _depths = new(StringComparer.Ordinal);
    private int _depthOfUsed;

    /// <summary>Types a select block.</summary>
    /// <remarks>
    /// A line may use input columns and names set further up; on the right of its own <c>=</c> a name is the input column. <c>*</c> stands for all input columns in their order, a line
    /// of the same name taking the column's place. The <paramref name="keep"/> columns (<c>ts</c> and the key) come first unless they are set.
    /// </remarks>
    /// <param name="select">The block.</param>
    /// <param name="input">Shape of the rows.</param>
    /// <param name="parameters">What stands behind <c>$</c>.</param>
    /// <param name="keep">Columns that are there in any case.</param>
    /// <param name="report">Takes problems.</param>
    /// <param name="shown">How many of the first input columns <c>*</c> stands for, and other names than theirs can be kept; null for all.</param>
    public static SelectStep? BindSelect(
        SelectSyntax select, Schema input, IReadOnlyDictionary<string, ConstantValue> parameters, IReadOnlyList<string> keep, Action<ExpressionProblem> report, int? shown = null) =>
        new ExpressionBinder(input, parameters, report).BindLines(select, keep, shown ?? input.Fields.Count);

    private SelectStep? BindLines(SelectSyntax select, IReadOnlyList<string> keep, int shown)
    {
        var whole = true;
        foreach (var line in select.Lines.Where(l => !l.IsStar))
        {
            _depthOfUsed = 0;
            var bound = BindRoot(line.Value!);
            _depths[line.Name] = line.Value!.Depth + _depthOfUsed;
            if (bound is not null && _depths[line.Name] > MaxChainDepth)
            {
                bound = Refuse("SE1205", line.Value, string.Create(CultureInfo.InvariantCulture, $"lines that build on one another are nested deeper than {MaxChainDepth}"), "split them over several nodes");
            }

            if (bound is { } value)
            {
                if (value is not (ColumnExpression or ConstantExpression) || value.Text.Length == 0)
                {
                    value.Text = select.Text.Substring(line.Offset, line.End - line.Offset);
                }

                _defined[line.Name] = value;
            }
            else
            {
                // later lines that use the name are not reported again: it stands for a value of any type as long as the step is refused
                whole = false;
                _depths[line.Name] = 0;
                _defined[line.Name] = new ConstantExpression(ColumnType.Bool, null) { IsBareNull = true };
            }
        }

        return whole ? Arrange(select, keep, shown) : null;
    }

    private SelectStep Arrange(SelectSyntax select, IReadOnlyList<string> keep, int shown)
    {
        var hasStar = select.Lines.Any(l => l.IsStar);
        var columns = new List<(string Name, TypedExpression Value)>();
        foreach (var line in select.Lines)
        {
            if (line.IsStar)
            {
                columns.AddRange(_input.Fields.Take(shown).Select(f => (f.Name, _defined.GetValueOrDefault(f.Name) ?? new ColumnExpression(f))));
            }
            else if (!hasStar || !_input.Has(line.Name))
            {
                columns.Add((line.Name, _defined[line.Name]));
            }
        }

        var missing = keep.Where(k => _input.Has(k) && columns.All(c => c.Name != k));
        columns.InsertRange(0, missing.Distinct().Select(k => (k, (TypedExpression)new ColumnExpression(_input.Find(k)!))).ToList());
        return new SelectStep(new Schema(null, [.. columns.Select(Shape)]), columns);
    }

    private static Field Shape((string Name, TypedExpression Value) column) => column.Value is ColumnExpression passed
        ? passed.Field with { Name = column.Name }
        : new Field(column.Name, column.Value.Type, column.Value.Nullable, column.Value.Unit);
}
