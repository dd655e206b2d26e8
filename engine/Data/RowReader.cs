using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace StreamEngine.Data;

/// <summary>Reads rows of a batch as record structs; compiled once a schema.</summary>
/// <remarks>A member that cannot hold null, bound to a column that can, makes the row unreadable where it is null: <see cref="TryRead"/> is false then.</remarks>
public sealed class RowReader<T> where T : struct
{
    private readonly int[] _columns;
    private readonly Column[] _bound;
    private readonly bool[] _isWhole;
    private readonly Column[] _required;
    private readonly int[] _requiredAt;
    private readonly Read _read;
    private int _requiredCount;

    /// <summary>Binds the members to columns of a schema. <paramref name="nameOf"/> gives the column name of a member.</summary>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    public RowReader(Schema schema, Func<RowMember, string> nameOf)
    {
        var members = RowMember.Of(typeof(T));
        _columns = [.. members.Select(m => schema.IndexOf(nameOf(m)))];
        _bound = new Column[members.Count];
        _isWhole = [.. members.Select(m => m.Type.Kind is TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration)];
        _requiredAt = [.. Enumerable.Range(0, members.Count).Where(i => !members[i].Nullable)];
        _required = new Column[_requiredAt.Length];
        _read = Compile(members, [.. _columns.Select(c => schema[c].Type)]);
    }

    private delegate void Read(Column[] columns, int row, out T value);

    /// <summary>Whether a column of type <paramref name="column"/> can be read as <paramref name="member"/>.</summary>
    public static bool Fits(ColumnType member, ColumnType column) => member.Kind switch
    {
        TypeKind.Int64 => column.Kind is TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration or TypeKind.Int32,
        TypeKind.Float64 => column.Kind is TypeKind.Float64 or TypeKind.Float32 or TypeKind.Int32 or TypeKind.Int64,
        TypeKind.Symbol => column.Kind is TypeKind.Symbol or TypeKind.String or TypeKind.Enum or TypeKind.Json,
        TypeKind.Enum => column.Kind == TypeKind.Enum && member.Names.SequenceEqual(column.Names),
        _ => member.Equals(column),
    };

    /// <summary>Takes the columns of a batch for the reads that follow.</summary>
    public void Bind(Batch batch)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            _bound[i] = batch.Column(_columns[i]);
        }

        _requiredCount = 0;
        foreach (var i in _requiredAt)
        {
            if (_bound[i].HasNulls)
            {
                _required[_requiredCount++] = _bound[i];
            }
        }
    }

    /// <summary>The bound columns, by member.</summary>
    internal ReadOnlySpan<Column> Columns => _bound;

    /// <summary>Whether all bound columns are float64 and none has nulls.</summary>
    internal bool IsPlain
    {
        get
        {
            foreach (var column in _bound)
            {
                if (column is not ValueColumn<double> { HasNulls: false })
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Whether all bound columns are of the members' own type, float64 or int64, and none has nulls.</summary>
    internal bool IsFixed
    {
        get
        {
            for (var i = 0; i < _bound.Length; i++)
            {
                if (_bound[i].HasNulls || (_isWhole[i] ? _bound[i] is not ValueColumn<long> : _bound[i] is not ValueColumn<double>))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The row at a physical position of the bound batch.</summary>
    public bool TryRead(int row, out T value)
    {
        for (var i = 0; i < _requiredCount; i++)
        {
            if (_required[i].IsNull(row))
            {
                value = default;
                return false;
            }
        }

        _read(_bound, row, out value);
        return true;
    }

    private static Read Compile(IReadOnlyList<RowMember> members, ColumnType[] types)
    {
        var columns = Expression.Parameter(typeof(Column[]), "columns");
        var row = Expression.Parameter(typeof(int), "row");
        var value = Expression.Parameter(typeof(T).MakeByRefType(), "value");
        var arguments = members.Select((m, i) => Member(m, types[i], Expression.ArrayIndex(columns, Expression.Constant(i)), row)).ToArray();
        var constructor = typeof(T).GetConstructor([.. members.Select(m => m.Property.PropertyType)])!;
        return Expression.Lambda<Read>(Expression.Assign(value, Expression.New(constructor, arguments)), columns, row, value).Compile();
    }

    private static Expression Member(RowMember member, ColumnType type, Expression column, Expression row)
    {
        var target = member.Property.PropertyType;
        var read = Value(type, column, row, System.Nullable.GetUnderlyingType(target) ?? target);
        return member.Nullable
            ? Expression.Condition(Expression.Call(column, nameof(Column.IsNull), null, row), Expression.Default(target), Expression.Convert(read, target))
            : Expression.Convert(read, target);
    }

    private static Expression Value(ColumnType type, Expression column, Expression row, Type target) => type.Kind switch
    {
        TypeKind.Bool => Element(typeof(ValueColumn<bool>), column, row),
        TypeKind.Int32 => Element(typeof(ValueColumn<int>), column, row),
        TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration => Element(typeof(ValueColumn<long>), column, row),
        TypeKind.Float32 => Element(typeof(ValueColumn<float>), column, row),
        TypeKind.Float64 => Element(typeof(ValueColumn<double>), column, row),
        TypeKind.Decimal => Element(typeof(ValueColumn<decimal>), column, row),
        TypeKind.Enum when target == typeof(string) => Expression.Convert(Expression.Call(column, nameof(Column.Value), null, row), typeof(string)),
        TypeKind.Enum => Element(typeof(ValueColumn<byte>), column, row),
        TypeKind.Symbol => Element(typeof(SymbolColumn), column, row),
        _ => Expression.Call(Cast(typeof(TextColumn), column), nameof(TextColumn.Text), null, row),
    };

    private static IndexExpression Element(Type columnType, Expression column, Expression row) =>
        Expression.Property(Cast(columnType, column), columnType.GetProperty("Item")!, row);

    private static MethodCallExpression Cast(Type type, Expression column) =>
        Expression.Call(typeof(Unsafe), nameof(Unsafe.As), [type], column);
}
