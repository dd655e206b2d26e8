using System.Text.Json;

namespace StreamEngine.Serving;

/// <summary>
/// A JSON Schema (2020-12) to hold documents to: the keywords <c>type</c>, <c>enum</c>, <c>const</c>, <c>properties</c>, <c>required</c>, <c>additionalProperties: false</c>, <c>items</c>, <c>maxItems</c>, <c>minLength</c>,
/// <c>maxLength</c>, <c>pattern</c>, <c>minimum</c>, <c>maximum</c>, <c>exclusiveMinimum</c>, <c>allOf</c>, <c>if</c> with <c>then</c>, and <c>$ref</c> to <c>#/$defs/</c>. A schema with any other keyword is refused, so that none is silently not held to.
/// </summary>
public sealed class JsonSchema
{
    private readonly SchemaRule _root;

    private JsonSchema(SchemaRule root, ReadOnlyMemory<byte> text)
    {
        _root = root;
        Text = text;
    }

    /// <summary>The schema itself, UTF-8.</summary>
    public ReadOnlyMemory<byte> Text { get; }

    /// <summary>Reads a schema.</summary>
    /// <exception cref="NotSupportedException">It has a keyword that is not held to.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonSchema Parse(byte[] text)
    {
        using var document = JsonDocument.Parse(text);
        return new JsonSchema(new SchemaReader(document.RootElement).Root(), text);
    }

    /// <summary>Reads a schema that is published with the engine: <c>market-report-1</c>, <c>market-event-1</c>.</summary>
    /// <exception cref="FileNotFoundException">There is none of that name.</exception>
    public static JsonSchema Published(string name)
    {
        using var stream = typeof(JsonSchema).Assembly.GetManifestResourceStream($"schemas/{name}.json") ?? throw new FileNotFoundException($"there is no schema '{name}'");
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return Parse(text);
    }

    /// <summary>What is wrong with a document, with its place: <c>/depth/imbalance is 2; it must be at most 1</c>. Null when nothing is.</summary>
    public string? Fault(ReadOnlyMemory<byte> document)
    {
        try
        {
            using var parsed = JsonDocument.Parse(document);
            return _root.Fault(parsed.RootElement, "");
        }
        catch (JsonException failure)
        {
            return $"it is no JSON: {failure.Message}";
        }
    }
}
