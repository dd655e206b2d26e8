using System.Collections;
using System.Globalization;

namespace StreamEngine.Config;

/// <summary>Reads, converts and writes the scalar types of options.</summary>
internal static class OptionScalar
{
    /// <summary>Reads a scalar; answers what is wrong with it, or null.</summary>
    public static LiteralProblem? Read(YamlScalar scalar, Type type, IReadOnlyList<string>? units, out object? value)
    {
        var text = scalar.Value;
        value = null;
        if (type == typeof(string) || type == typeof(ColumnName) || type == typeof(FilePath))
        {
            value = type == typeof(string) ? text : type == typeof(ColumnName) ? new ColumnName(text) : new FilePath(text);
            return text.Length > 0 || type == typeof(string) ? null : new(SchemaErrors.WrongType, $"it must be {OptionType.NameOf(type)}");
        }

        if (type == typeof(Secret))
        {
            return new(SecretErrors.Literal, $"it must be {OptionType.NameOf(type)}, never the secret itself", "put the value into the environment and write secret:NAME");
        }

        if (type.IsEnum)
        {
            return Word(text, type, out value);
        }

        if (type == typeof(Duration))
        {
            return Box(Duration.TryParse(text, out var duration, out var problem), duration, problem, out value);
        }

        if (type == typeof(ByteSize))
        {
            return Box(ByteSize.TryParse(text, out var size, out var problem), size, problem, out value);
        }

        if (type == typeof(Rate))
        {
            return Box(Rate.TryParse(text, out var rate, out var problem), rate, problem, out value);
        }

        if (type == typeof(Quantity))
        {
            return WithUnit(text, units, out value);
        }

        if (scalar.Quoted)
        {
            var quote = scalar.Style == ScalarStyle.SingleQuoted ? '\'' : '"';
            var isMeant = Bare(text, type, units, out _) is null;
            return new(SchemaErrors.WrongType, $"it must be {OptionType.NameOf(type)}", isMeant ? Suggestion.Replace("remove the quotes", $"{quote}{text}{quote}", text) : null);
        }

        return Bare(text, type, units, out value);
    }

    /// <summary>Whether a scalar that YAML reads as null is a word of the option: <c>null</c>, written out, where that is one of the words.</summary>
    public static bool IsWord(YamlScalar scalar, OptionType type) => type.Shape == OptionShape.Scalar && type.Item.IsEnum && Word(scalar.Value, type.Item, out _) is null;

    /// <summary>A typed value as another type, where nothing is lost; null when that cannot be.</summary>
    public static object? Convert(object given, Type type) => (given, type) switch
    {
        _ when type.IsInstanceOfType(given) => given,
        (int i, _) when type == typeof(long) => (long)i,
        (long l, _) when type == typeof(int) && l is >= int.MinValue and <= int.MaxValue => (int)l,
        (long l, _) when type == typeof(double) => (double)l,
        (int i, _) when type == typeof(double) => (double)i,
        (long l, _) when type == typeof(decimal) => (decimal)l,
        (int i, _) when type == typeof(decimal) => (decimal)i,
        (decimal d, _) when type == typeof(double) => (double)d,
        (FilePath path, _) when type == typeof(string) => path.Path,
        (ColumnName name, _) when type == typeof(string) => name.Name,
        _ => null,
    };

    /// <summary>A value as a number that a range can be compared with; null for what has no order.</summary>
    public static double? Measure(object value) => value switch
    {
        int i => i,
        long l => l,
        double d => d,
        decimal d => (double)d,
        Duration duration => duration.Nanoseconds,
        ByteSize size => size.Bytes,
        Quantity quantity => (double)quantity.Value,
        Rate rate => rate.PerSecond,
        _ => null,
    };

    /// <summary>A value as it is written in YAML; null for null, and for nested records.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        string text => text.Length == 0 ? "''" : text,
        bool truth => truth ? "true" : "false",
        Enum word => OptionNames.ToSnakeCase(word.ToString()),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        int or long or decimal => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        Duration or Quantity or Rate or ByteSize or ColumnName or FilePath => value.ToString(),
        IDictionary map => map.Count == 0 ? "{ }" : null,
        IEnumerable list => "[" + string.Join(", ", list.Cast<object?>().Select(item => Text(item) ?? "~")) + "]",
        _ => null,
    };

    /// <summary>A scalar as messages show it: a number as it stands, anything else in quotes.</summary>
    public static string Show(YamlScalar scalar) =>
        !scalar.Quoted && scalar.Value.Length is > 0 and <= 60 && (char.IsAsciiDigit(scalar.Value[0]) || scalar.Value[0] is '-' or '+') && !scalar.Value.Any(char.IsControl)
            ? scalar.Value
            : scalar.Shown;

    /// <summary>The type in which items are stored.</summary>
    public static Type Stored(OptionType type) => type.ItemsAllowNull ? typeof(Nullable<>).MakeGenericType(type.Item) : type.Item;

    private static LiteralProblem? Box<T>(bool good, T read, LiteralProblem? problem, out object? value)
    {
        value = good ? read : null;
        return problem;
    }

    private static LiteralProblem? Bare(string text, Type type, IReadOnlyList<string>? units, out object? value) =>
        type == typeof(bool) ? Truth(text, out value) : Number(text, type, units, out value);

    private static LiteralProblem? Word(string text, Type type, out object? value)
    {
        var names = Enum.GetNames(type);
        var words = Array.ConvertAll(names, OptionNames.ToSnakeCase);
        var index = Array.IndexOf(words, text);
        value = index < 0 ? null : Enum.Parse(type, names[index]);
        return index < 0 ? new(SchemaErrors.NotAllowed, $"it must be one of {string.Join(", ", words)}", Nearest.Question(text, words)) : null;
    }

    private static LiteralProblem? Truth(string text, out object? value)
    {
        value = text switch { "true" => true, "false" => false, _ => null };
        var meant = text.ToLowerInvariant() switch { "true" or "yes" or "on" or "y" => "true", "false" or "no" or "off" or "n" => "false", _ => null };
        return value is null ? new(SchemaErrors.WrongType, "it must be true or false", meant is null ? null : Suggestion.Replace($"did you mean '{meant}'?", text, meant)) : null;
    }

    private static LiteralProblem? WithUnit(string text, IReadOnlyList<string>? units, out object? value)
    {
        value = null;
        if (!Quantity.TryParse(text, out var quantity, out var problem))
        {
            return units is null || problem!.Code != UnitErrors.MissingUnit ? problem : new(UnitErrors.MissingUnit, $"it needs the unit {string.Join(" or ", units)}", units.Count == 1 ? Suggestion.Replace($"write '{text} {units[0]}'", text, $"{text} {units[0]}") : $"write '{text} {units[0]}'");
        }

        if (units is not null && !units.Contains(quantity.Unit, StringComparer.Ordinal))
        {
            return new(UnitErrors.WrongUnit, $"its unit must be {string.Join(" or ", units)}", Nearest.Question(quantity.Unit, units));
        }

        value = quantity;
        return null;
    }

    private static LiteralProblem? Number(string text, Type type, IReadOnlyList<string>? units, out object? value)
    {
        value = null;
        if (units is not null)
        {
            if (WithUnit(text, units, out var quantity) is { } problem)
            {
                return problem;
            }

            text = ((Quantity)quantity!).Value.ToString(CultureInfo.InvariantCulture);
        }

        if (type == typeof(double))
        {
            value = NumberText.TryDouble(text, out var number) ? number : null;
        }
        else if (type == typeof(decimal))
        {
            value = NumberText.TryDecimal(text, out var exact) ? exact : null;
        }
        else if (NumberText.TryInteger(text, out var whole))
        {
            value = type == typeof(long) ? whole : whole is >= int.MinValue and <= int.MaxValue ? (int)whole : null;
        }

        return value is not null ? null
            : NumberText.IsInteger(text) ? new(SchemaErrors.OutOfRange, type == typeof(int) ? $"it must be from {int.MinValue} to {int.MaxValue}" : "it is too large")
            : new(SchemaErrors.WrongType, $"it must be {OptionType.NameOf(type)}", Whole(text, type));
    }

    // '20.0' for a whole number
    private static Suggestion? Whole(string text, Type type) =>
        (type == typeof(int) || type == typeof(long)) && NumberText.TryDecimal(text, out var exact) && exact == decimal.Truncate(exact) && Math.Abs(exact) <= int.MaxValue
            ? Suggestion.Replace($"write {decimal.Truncate(exact):0}", text, decimal.Truncate(exact).ToString("0", CultureInfo.InvariantCulture))
            : null;
}
