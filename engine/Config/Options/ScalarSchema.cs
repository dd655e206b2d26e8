using System.Text.Json.Nodes;

namespace StreamEngine.Config;

/// <summary>The JSON Schema of one scalar value. References (<c>$name</c>, <c>env:NAME</c>) are allowed wherever the reader takes them.</summary>
internal static class ScalarSchema
{
    /// <summary>Text: what YAML reads as a number is text too where text is wanted.</summary>
    public static JsonObject Text(int shortest = 0) =>
        shortest == 0 ? new JsonObject { ["type"] = Types("string", "number", "boolean") } : new JsonObject { ["type"] = Types("string", "number"), ["minLength"] = shortest };

    /// <summary>Text of one form, with the words that say which.</summary>
    public static JsonObject Form(string form, string words) => new()
    {
        ["type"] = "string",
        ["pattern"] = form,
        ["patternErrorMessage"] = "it must be " + words,
        ["errorMessage"] = "it must be " + words,
    };

    /// <summary>One of some words, or a reference of the form given.</summary>
    public static JsonObject Words(IReadOnlyList<string> words, IReadOnlyList<string> meanings, string reference)
    {
        var all = "it must be one of " + string.Join(", ", words);
        return new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["enum"] = new JsonArray([.. words.Select(Word)]), ["markdownEnumDescriptions"] = Texts(meanings), ["errorMessage"] = all },
                new JsonObject { ["type"] = "string", ["pattern"] = LiteralPatterns.Whole(reference), ["patternErrorMessage"] = all, ["errorMessage"] = all }),
        };
    }

    /// <summary>One item of an option.</summary>
    public static JsonObject Of(OptionProperty option)
    {
        var type = option.Type.Item;
        if (option.OneOf is { } words)
        {
            return Words(words, [.. words.Select(_ => "")], LiteralPatterns.Joined);
        }

        if (type.IsEnum)
        {
            var docs = XmlDocs.Of(type.Assembly);
            var names = Enum.GetNames(type);
            return Words([.. names.Select(OptionNames.ToSnakeCase)], [.. names.Select(name => docs.Summary(type.GetField(name)!))], LiteralPatterns.Reference);
        }

        var must = OptionType.NameOf(type);
        return type switch
        {
            _ when type == typeof(string) => Text(),
            _ when type == typeof(ColumnName) || type == typeof(FilePath) => Text(1),
            _ when type == typeof(bool) => Or(new JsonObject { ["type"] = Types("boolean", "string") }, must, LiteralPatterns.Reference),
            _ when type == typeof(Duration) => Form(LiteralPatterns.Whole(LiteralPatterns.Duration, LiteralPatterns.Reference), must),
            _ when type == typeof(ByteSize) => Form(LiteralPatterns.Whole(LiteralPatterns.ByteSize, LiteralPatterns.Reference), must),
            _ when type == typeof(Rate) => Form(LiteralPatterns.Whole(LiteralPatterns.Rate, LiteralPatterns.Reference), must),
            _ when type == typeof(Secret) => Form(LiteralPatterns.Whole(LiteralPatterns.Secret), must),
            _ when type == typeof(Quantity) => Form(LiteralPatterns.Whole(LiteralPatterns.Quantity(option.Units), LiteralPatterns.Reference), WithUnit(must, option)),
            _ when option.Units is not null => Form(LiteralPatterns.Whole(LiteralPatterns.Quantity(option.Units), LiteralPatterns.Reference), WithUnit("a number", option)),
            _ => Number(type, option.Range, must),
        };
    }

    /// <summary>Some texts as an array.</summary>
    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    /// <summary>A list of type names.</summary>
    public static JsonArray Types(params IEnumerable<string> types) => Texts(types);

    /// <summary>A word as YAML reads it: <c>true</c> and <c>null</c> are no text there.</summary>
    private static JsonNode? Word(string word) => word switch { "true" => JsonValue.Create(true), "false" => JsonValue.Create(false), "null" => null, _ => JsonValue.Create(word) };

    private static string WithUnit(string must, OptionProperty option) => must + (option.Units is { } units ? " in " + string.Join(" or ", units) : "");

    private static JsonObject Number(Type type, RangeAttribute? range, string must)
    {
        var isWhole = type == typeof(int) || type == typeof(long);
        var schema = new JsonObject { ["type"] = Types(isWhole ? "integer" : "number", "string") };
        if (range is not null && !double.IsInfinity(range.Min))
        {
            schema[range.AboveMin ? "exclusiveMinimum" : "minimum"] = range.Min;
        }

        if (range is not null && !double.IsInfinity(range.Max))
        {
            schema["maximum"] = range.Max;
        }

        return Or(schema, must, isWhole ? LiteralPatterns.Grouped : LiteralPatterns.GroupedNumber, LiteralPatterns.Reference);
    }

    private static JsonObject Or(JsonObject schema, string must, params IReadOnlyList<string> forms)
    {
        schema["pattern"] = LiteralPatterns.Whole(forms);
        schema["patternErrorMessage"] = "it must be " + must;
        schema["errorMessage"] = "it must be " + must;
        return schema;
    }
}
