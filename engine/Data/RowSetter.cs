using System.Linq.Expressions;

namespace StreamEngine.Data;

/// <summary>Writes record structs into scatter columns, one a member; compiled once. A member whose column is null (pruned) is skipped.</summary>
public sealed class RowSetter<T> where T : struct
{
    private readonly ScatterColumn?[] _columns;
    private readonly Write _write;

    /// <summary>Binds the members, in order, to columns.</summary>
    public RowSetter(IReadOnlyList<ScatterColumn?> columns)
    {
        _columns = [.. columns];
        _write = Compile();
    }

    private delegate void Write(ScatterColumn?[] columns, int row, in T value);

    /// <summary>Sets the values of a physical row.</summary>
    public void Set(int row, in T value) => _write(_columns, row, value);

    /// <summary>Sets the whole physical row to null.</summary>
    public void SetNull(int row)
    {
        foreach (var column in _columns)
        {
            column?.SetNull(row);
        }
    }

    private Write Compile()
    {
        var columns = Expression.Parameter(typeof(ScatterColumn[]), "columns");
        var row = Expression.Parameter(typeof(int), "row");
        var value = Expression.Parameter(typeof(T).MakeByRefType(), "value");
        var sets = new List<Expression>();
        var members = RowMember.Of(typeof(T));
        for (var i = 0; i < members.Count; i++)
        {
            if (_columns[i] is { } column)
            {
                sets.Add(Set(members[i], Expression.Convert(Expression.ArrayIndex(columns, Expression.Constant(i)), column.GetType()), row, Expression.Property(value, members[i].Property)));
            }
        }

        sets.Add(Expression.Empty());
        return Expression.Lambda<Write>(Expression.Block(sets), columns, row, value).Compile();
    }

    private static MethodCallExpression Set(RowMember member, Expression column, Expression row, Expression value)
    {
        if (column.Type == typeof(ScatterText))
        {
            return Expression.Call(column, nameof(ScatterText.Set), null, row, Expression.Convert(value, typeof(string)));
        }

        var element = column.Type.GetGenericArguments()[0];
        var target = member.Nullable ? typeof(Nullable<>).MakeGenericType(element) : element;
        return Expression.Call(column, column.Type.GetMethod(nameof(ScatterColumn<int>.Set), [typeof(int), target])!, row, Expression.Convert(value, target));
    }
}
