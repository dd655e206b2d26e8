using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using StreamEngine.Config;

namespace StreamEngine.Serving;

/// <summary>What one part of a JSON Schema demands of a value.</summary>
internal sealed class SchemaRule
{
    /// <summary>The definition it refers to.</summary>
    public SchemaRule? Definition { get; set; }

    /// <summary>Rules that all hold.</summary>
    public IReadOnlyList<SchemaRule> All { get; set; } = [];

    /// <summary>What decides whether <see cref="Then"/> holds.</summary>
    public SchemaRule? Condition { get; set; }

    /// <summary>Rule of the values that fit <see cref="Condition"/>.</summary>
    public SchemaRule? Then { get; set; }

    /// <summary>Types a value may have; empty for all.</summary>
    public IReadOnlyList<string> Types { get; set; } = [];

    /// <summary>Texts of the values allowed; null for all.</summary>
    public IReadOnlyList<string>? Values { get; set; }

    /// <summary>Rules of members by name.</summary>
    public IReadOnlyDictionary<string, SchemaRule> Members { get; set; } = new Dictionary<string, SchemaRule>();

    /// <summary>Members that must be there.</summary>
    public IReadOnlyList<string> Required { get; set; } = [];

    /// <summary>Whether there are no members but those named.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Rule of each element.</summary>
    public SchemaRule? Items { get; set; }

    /// <summary>Most elements.</summary>
    public int MostItems { get; set; } = int.MaxValue;

    /// <summary>Fewest characters.</summary>
    public int LeastLength { get; set; }

    /// <summary>Most characters.</summary>
    public int MostLength { get; set; } = int.MaxValue;

    /// <summary>What a text must match.</summary>
    public Regex? Pattern { get; set; }

    /// <summary>Least number.</summary>
    public double? Least { get; set; }

    /// <summary>Greatest number.</summary>
    public double? Most { get; set; }

    /// <summary>What a number must be greater than.</summary>
    public double? Above { get; set; }

    /// <summary>The first thing wrong with a value, with its place; null when nothing is.</summary>
    public string? Fault(JsonElement value, string place)
    {
        if (Definition?.Fault(value, place) is { } fault)
        {
            return fault;
        }

        if (Types.Count > 0 && !Types.Any(type => Is(value, type)))
        {
            return Of(value, place, string.Join(" or ", Types));
        }

        if (Values is not null && !Values.Contains(value.GetRawText()))
        {
            return Of(value, place, string.Join(" or ", Values));
        }

        var own = value.ValueKind switch
        {
            JsonValueKind.Number => OfNumber(value, place),
            JsonValueKind.String => OfText(value, place),
            JsonValueKind.Array => OfList(value, place),
            JsonValueKind.Object => OfObject(value, place),
            _ => null,
        };
        return own ?? OfParts(value, place);
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        "number" => value.ValueKind == JsonValueKind.Number,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => false,
    };

    private static string Of(JsonElement value, string place, string allowed) => $"{(place.Length == 0 ? "/" : place)} is {ProblemText.Quote(value.GetRawText())}; it must be {allowed}";

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private string? OfParts(JsonElement value, string place)
    {
        foreach (var part in All)
        {
            if (part.Fault(value, place) is { } fault)
            {
                return fault;
            }
        }

        return Condition is not null && Then is not null && Condition.Fault(value, place) is null ? Then.Fault(value, place) : null;
    }

    private string? OfNumber(JsonElement value, string place)
    {
        var number = value.GetDouble();
        return number < Least ? Of(value, place, $"{Text(Least.Value)} or more")
            : number > Most ? Of(value, place, $"{Text(Most.Value)} or less")
            : number <= Above ? Of(value, place, $"more than {Text(Above.Value)}")
            : null;
    }

    private string? OfText(JsonElement value, string place)
    {
        var text = value.GetString()!;
        var length = text.EnumerateRunes().Count();
        return length < LeastLength ? Of(value, place, $"{LeastLength} characters or more")
            : length > MostLength ? Of(value, place, $"{MostLength} characters or less")
            : Pattern?.IsMatch(text) == false ? Of(value, place, $"as {Pattern}")
            : null;
    }

    private string? OfList(JsonElement value, string place)
    {
        if (value.GetArrayLength() > MostItems)
        {
            return $"{place} has {value.GetArrayLength()} elements; it must have {MostItems} or less";
        }

        var at = 0;
        foreach (var element in value.EnumerateArray())
        {
            if (Items?.Fault(element, $"{place}/{at++}") is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private string? OfObject(JsonElement value, string place)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (!seen.Add(member.Name))
            {
                return $"{place}/{member.Name} is there twice";
            }

            if (!Members.TryGetValue(member.Name, out var rule))
            {
                if (IsClosed)
                {
                    return $"{place}/{member.Name} must not be there";
                }
            }
            else if (rule.Fault(member.Value, $"{place}/{member.Name}") is { } fault)
            {
                return fault;
            }
        }

        return Required.FirstOrDefault(name => !seen.Contains(name)) is { } missing ? $"{place}/{missing} is missing" : null;
    }
}
