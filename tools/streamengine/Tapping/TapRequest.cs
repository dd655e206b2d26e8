using System.Text.Json;

namespace StreamEngine.Cli.Tapping;

/// <summary>What is asked of a run: one line of JSON with <c>edge</c>, <c>where</c>, <c>every</c>, <c>limit</c>; without <c>edge</c> only the head is answered, which says what merges wait for.</summary>
/// <param name="Edge"><c>node</c> or <c>node.port</c>; null for the head alone.</param>
/// <param name="Where">Condition on its rows; null for all.</param>
/// <param name="Every">Shows each n-th row.</param>
/// <param name="Limit">Most rows; 0 for no end.</param>
internal sealed record TapRequest(string? Edge, string? Where, long Every, long Limit)
{
    /// <summary>Most bytes of the line.</summary>
    public const int MostBytes = 16 * 1024;

    /// <summary>The line, ended.</summary>
    public byte[] Line() => [.. JsonSerializer.SerializeToUtf8Bytes(new { edge = Edge, where = Where, every = Every, limit = Limit }), (byte)'\n'];

    /// <summary>Reads a line from outside.</summary>
    /// <exception cref="InvalidDataException">It is no request.</exception>
    public static TapRequest Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 4 });
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? new TapRequest(Text(root, "edge"), Text(root, "where"), Number(root, "every", 1), Number(root, "limit", 0))
                : throw new InvalidDataException("the request is no JSON object");
        }
        catch (JsonException)
        {
            throw new InvalidDataException("the request is no JSON");
        }
        catch (InvalidOperationException)
        {
            throw new InvalidDataException("the request holds text that is no Unicode");
        }
    }

    private static string? Text(JsonElement root, string name) =>
        !root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new InvalidDataException($"'{name}' is no text");

    private static long Number(JsonElement root, string name, long least) =>
        !root.TryGetProperty(name, out var value) ? least
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least ? number
        : throw new InvalidDataException($"'{name}' is no whole number from {least}");
}
