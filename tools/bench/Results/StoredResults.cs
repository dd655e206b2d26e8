using System.Text.Json.Nodes;

namespace StreamEngine.Bench.Results;

/// <summary>Results of the benchmarks as <c>--json</c> prints them and <c>tools/bench/measured.json</c> holds them.</summary>
/// <param name="Machine">The machine of the last results taken over.</param>
/// <param name="Benchmarks">Benchmarks, in the order they are listed.</param>
internal sealed record StoredResults(JsonObject Machine, IReadOnlyList<JsonObject> Benchmarks)
{
    /// <summary>Where they stand in the repository.</summary>
    public const string UsualPath = "tools/bench/measured.json";

    /// <summary>Reads a text.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static StoredResults Parse(string text, string path)
    {
        return JsonNode.Parse(text) is JsonObject root && root["machine"] is JsonObject machine && root["benchmarks"] is JsonArray benchmarks
            ? new StoredResults((JsonObject)machine.DeepClone(), [.. benchmarks.Select(b => (JsonObject)b!.DeepClone())])
            : throw new FormatException($"{path}: expected what 'streamengine bench --json' prints");
    }

    /// <summary>These with newer ones in the place of those of the same name, ordered by <paramref name="names"/>.</summary>
    public StoredResults With(StoredResults newer, IReadOnlyList<string> names)
    {
        var told = newer.Benchmarks.Select(Name).ToHashSet(StringComparer.Ordinal);
        var order = names.Index().ToDictionary(n => n.Item, n => n.Index);
        return new StoredResults(newer.Machine, [.. Benchmarks.Where(b => !told.Contains(Name(b))).Concat(newer.Benchmarks).OrderBy(b => order.GetValueOrDefault(Name(b), int.MaxValue))]);
    }

    /// <summary>As one object.</summary>
    public JsonObject Json() => new() { ["machine"] = Machine.DeepClone(), ["benchmarks"] = new JsonArray([.. Benchmarks.Select(b => b.DeepClone())]) };

    private static string Name(JsonObject benchmark) => (string)benchmark["name"]!;
}
