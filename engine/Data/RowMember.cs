using System.Reflection;
using System.Text;

namespace StreamEngine.Data;

/// <summary>One member of a row record struct: the column it stands for.</summary>
/// <param name="Name">Column name; when <paramref name="Option"/> is set, only the fallback.</param>
/// <param name="Option">Option that holds the column's name, or null.</param>
/// <param name="Type">Column type.</param>
/// <param name="Nullable">Whether the member can hold null.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Property">The member.</param>
public sealed record RowMember(string Name, string? Option, ColumnType Type, bool Nullable, string? Unit, PropertyInfo Property)
{
    /// <summary>The members of a record struct, in constructor order.</summary>
    public static IReadOnlyList<RowMember> Of(Type row)
    {
        var constructor = row.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault();
        var parameters = constructor?.GetParameters() ?? [];
        if (parameters.Length == 0)
        {
            throw new ArgumentException($"{row.Name} must be a record struct with a primary constructor: a bug in the operator");
        }

        return [.. parameters.Select(p => Of(row, p))];
    }

    /// <summary>A member's name as a column name: <c>BidPx</c> is <c>bid_px</c>.</summary>
    public static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    private static RowMember Of(Type row, ParameterInfo parameter)
    {
        var property = row.GetProperty(parameter.Name!) ?? throw new ArgumentException($"{row.Name}.{parameter.Name} has no property");
        var column = property.GetCustomAttribute<ColumnAttribute>() ?? parameter.GetCustomAttribute<ColumnAttribute>();
        var inner = System.Nullable.GetUnderlyingType(property.PropertyType);
        var nullable = inner is not null
            || (property.PropertyType == typeof(string) && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable);
        return new RowMember(column?.Name ?? SnakeCase(parameter.Name!), column?.Option, TypeOf(inner ?? property.PropertyType, column?.Type), nullable, column?.Unit, property);
    }

    private static ColumnType TypeOf(Type type, string? written)
    {
        if (written is not null)
        {
            return ColumnType.TryParse(written, out var parsed) ? parsed : throw new ArgumentException($"'{written}' is not a column type");
        }

        return type switch
        {
            _ when type == typeof(bool) => ColumnType.Bool,
            _ when type == typeof(int) => ColumnType.Int32,
            _ when type == typeof(long) => ColumnType.Int64,
            _ when type == typeof(float) => ColumnType.Float32,
            _ when type == typeof(double) => ColumnType.Float64,
            _ when type == typeof(decimal) => ColumnType.Decimal,
            _ when type == typeof(string) => ColumnType.Symbol,
            _ when type.IsEnum => ColumnType.Enum([.. Enum.GetNames(type).Select(SnakeCase)]),
            _ => throw new ArgumentException($"a row member cannot be {type}"),
        };
    }
}
