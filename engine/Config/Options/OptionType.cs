using System.Reflection;

namespace StreamEngine.Config;

/// <summary>The type of an option: a scalar, a list or a map of one, or a nested record.</summary>
/// <param name="Shape">What it is built like.</param>
/// <param name="Item">The type of the scalar, of the items, or the record itself; without <c>Nullable</c>.</param>
/// <param name="AllowsNull">Whether null is a value.</param>
/// <param name="ItemsAllowNull">Whether items may be null.</param>
internal sealed record OptionType(OptionShape Shape, Type Item, bool AllowsNull, bool ItemsAllowNull)
{
    private static readonly HashSet<Type> Scalars =
    [
        typeof(bool), typeof(int), typeof(long), typeof(double), typeof(decimal), typeof(string), typeof(Duration), typeof(Quantity), typeof(Rate), typeof(ByteSize),
        typeof(ColumnName), typeof(FilePath), typeof(Secret),
    ];

    /// <summary>What a value looks like, to stand behind <c>it must be </c>.</summary>
    public string Text => Shape switch
    {
        OptionShape.List => "a list of " + PluralOf(Item),
        OptionShape.Map => "a map of names to " + PluralOf(Item),
        OptionShape.Record => "a map of options",
        _ => NameOf(Item),
    };

    public static OptionType Of(PropertyInfo property)
    {
        var nullability = new NullabilityInfoContext().Create(property);
        var type = property.PropertyType;
        var nullable = Nullable.GetUnderlyingType(type);
        var allowsNull = nullable is not null || nullability.ReadState == NullabilityState.Nullable;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return Collection(OptionShape.List, type.GetGenericArguments()[0], allowsNull, property);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) && type.GetGenericArguments()[0] == typeof(string))
        {
            return Collection(OptionShape.Map, type.GetGenericArguments()[1], allowsNull, property);
        }

        var item = nullable ?? type;
        return new OptionType(IsScalar(item) ? OptionShape.Scalar : RecordOrBug(item, property), item, allowsNull, false);
    }

    /// <summary>A scalar type as it is named in messages, with its article.</summary>
    public static string NameOf(Type type) =>
        type == typeof(bool) ? "true or false"
        : type == typeof(int) || type == typeof(long) ? "a whole number"
        : type == typeof(double) || type == typeof(decimal) ? "a number"
        : type == typeof(Duration) ? "a duration such as 250ms"
        : type == typeof(Quantity) ? "a number with a unit such as 5 bps"
        : type == typeof(Rate) ? "a rate such as 5/s"
        : type == typeof(ByteSize) ? "a size such as 64MiB"
        : type == typeof(ColumnName) ? "the name of a column"
        : type == typeof(FilePath) ? "a path"
        : type == typeof(Secret) ? "a secret such as secret:API_KEY"
        : type.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(type).Select(OptionNames.ToSnakeCase))
        : type == typeof(string) ? "a text"
        : "a map of options";

    /// <summary>Whether a type is read from one scalar.</summary>
    public static bool IsScalar(Type type) => Scalars.Contains(type) || type.IsEnum;

    private static OptionType Collection(OptionShape shape, Type item, bool allowsNull, PropertyInfo property)
    {
        var nullable = Nullable.GetUnderlyingType(item);
        var bare = nullable ?? item;
        if (!IsScalar(bare))
        {
            RecordOrBug(bare, property);
        }

        return new OptionType(shape, bare, allowsNull, nullable is not null);
    }

    private static OptionShape RecordOrBug(Type type, PropertyInfo property) =>
        type.IsClass && type.GetConstructor(System.Type.EmptyTypes) is not null && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true
            ? OptionShape.Record
            : throw new InvalidOperationException($"This is a bug in the engine: option {property.DeclaringType}.{property.Name} has the type {type}, which options cannot have.");

    private static string PluralOf(Type type) =>
        type == typeof(bool) ? "true or false"
        : type == typeof(int) || type == typeof(long) ? "whole numbers"
        : type == typeof(double) || type == typeof(decimal) ? "numbers"
        : type == typeof(Duration) ? "durations"
        : type == typeof(Quantity) ? "numbers with a unit"
        : type == typeof(Rate) ? "rates"
        : type == typeof(ByteSize) ? "sizes"
        : type == typeof(ColumnName) ? "columns"
        : type == typeof(FilePath) ? "paths"
        : type == typeof(string) ? "texts"
        : type.IsEnum ? "words"
        : "maps of options";
}
