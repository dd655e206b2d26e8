using System.Collections.Concurrent;
using System.Reflection;

namespace StreamEngine.Config;

/// <summary>One option of an options record, as its property and attributes declare it.</summary>
internal sealed class OptionProperty
{
    private const int DefaultMaxItems = 10_000;
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<OptionProperty>> Known = new();

    private OptionProperty(PropertyInfo property, object? defaultValue)
    {
        Property = property;
        Name = OptionNames.ToSnakeCase(property.Name);
        Default = defaultValue;
        Type = OptionType.Of(property);
        Range = property.GetCustomAttribute<RangeAttribute>();
        OneOf = property.GetCustomAttribute<OneOfAttribute>()?.Values;
        Units = property.GetCustomAttribute<UnitAttribute>()?.Units;
        MinItems = property.GetCustomAttribute<MinItemsAttribute>()?.Count ?? 0;
        MaxItems = property.GetCustomAttribute<MaxItemsAttribute>()?.Count ?? DefaultMaxItems;
        IsRequired = property.IsDefined(typeof(RequiredAttribute), inherit: false);
        IsShorthand = property.IsDefined(typeof(ShorthandAttribute), inherit: false);
    }

    public PropertyInfo Property { get; }

    public string Name { get; }

    public OptionType Type { get; }

    public object? Default { get; }

    public RangeAttribute? Range { get; }

    public IReadOnlyList<string>? OneOf { get; }

    public IReadOnlyList<string>? Units { get; }

    public int MinItems { get; }

    public int MaxItems { get; }

    public bool IsRequired { get; }

    public bool IsShorthand { get; }

    /// <summary>The options of a record type, in the order they are declared.</summary>
    public static IReadOnlyList<OptionProperty> Of(Type record) => Known.GetOrAdd(record, Read);

    /// <summary>A record with all options at their defaults.</summary>
    public static object Create(Type record) =>
        Activator.CreateInstance(record) ?? throw new InvalidOperationException($"This is a bug in the engine: {record} has no constructor without parameters.");

    private static IReadOnlyList<OptionProperty> Read(Type record)
    {
        var defaults = Create(record);
        return [.. record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is not null && property.GetIndexParameters().Length == 0)
            .Select(property => new OptionProperty(property, property.GetValue(defaults)))];
    }
}
