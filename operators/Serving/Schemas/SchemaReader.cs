using System.Text.Json;
using System.Text.RegularExpressions;

namespace StreamEngine.Serving;

/// <summary>Reads the rules of a JSON Schema; a definition is read once, wherever it is referred to.</summary>
internal sealed class SchemaReader(JsonElement schema)
{
    private const string Definitions = "#/$defs/";

    private readonly Dictionary<string, SchemaRule> _definitions = new(StringComparer.Ordinal);

    /// <summary>The rules of the whole document.</summary>
    public SchemaRule Root() => Read(schema);

    private SchemaRule Read(JsonElement from)
    {
        var rule = new SchemaRule();
        foreach (var keyword in from.EnumerateObject())
        {
            Read(rule, keyword.Name, keyword.Value);
        }

        return rule;
    }

    private void Read(SchemaRule rule, string keyword, JsonElement value)
    {
        switch (keyword)
        {
            case "$schema" or "$id" or "$defs" or "title" or "description":
                break;
            case "$ref":
                rule.Definition = Definition(value.GetString()!);
                break;
            case "type":
                rule.Types = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(t => t.GetString()!)] : [value.GetString()!];
                break;
            case "enum":
                rule.Values = [.. value.EnumerateArray().Select(v => v.GetRawText())];
                break;
            case "const":
                rule.Values = [value.GetRawText()];
                break;
            case "properties":
                rule.Members = value.EnumerateObject().ToDictionary(p => p.Name, p => Read(p.Value), StringComparer.Ordinal);
                break;
            case "required":
                rule.Required = [.. value.EnumerateArray().Select(v => v.GetString()!)];
                break;
            case "allOf":
                rule.All = [.. value.EnumerateArray().Select(Read)];
                break;
            case "if":
                rule.Condition = Read(value);
                break;
            case "then":
                rule.Then = Read(value);
                break;
            case "additionalProperties" when value.ValueKind == JsonValueKind.False:
                rule.IsClosed = true;
                break;
            case "items":
                rule.Items = Read(value);
                break;
            case "maxItems":
                rule.MostItems = value.GetInt32();
                break;
            case "minLength":
                rule.LeastLength = value.GetInt32();
                break;
            case "maxLength":
                rule.MostLength = value.GetInt32();
                break;
            case "pattern":
                rule.Pattern = new Regex(value.GetString()!, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
                break;
            case "minimum":
                rule.Least = value.GetDouble();
                break;
            case "maximum":
                rule.Most = value.GetDouble();
                break;
            case "exclusiveMinimum":
                rule.Above = value.GetDouble();
                break;
            default:
                throw new NotSupportedException($"the schema has '{keyword}: {value.GetRawText()}', which is not held to");
        }
    }

    private SchemaRule Definition(string reference)
    {
        var name = reference.StartsWith(Definitions, StringComparison.Ordinal) ? reference[Definitions.Length..] : throw new NotSupportedException($"the schema refers to '{reference}', which is not under {Definitions}");
        if (!_definitions.TryGetValue(name, out var rule))
        {
            rule = Read(schema.GetProperty("$defs").GetProperty(name));
            _definitions.Add(name, rule);
        }

        return rule;
    }
}
