using System.Text.Json.Nodes;

namespace StreamEngine.Bench.Gates;

/// <summary>Ratios that were reached once, by benchmark and name: what the gate holds new ones to. Ratios only: times differ between machines.</summary>
/// <param name="Ratios">By benchmark, then by name of the ratio.</param>
internal sealed record Baseline(IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Ratios)
{
    /// <summary>Where it stands in the repository.</summary>
    public const string UsualPath = "tools/bench/baseline.json";

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is no such file.</exception>
    public static Baseline Read(string path)
    {
        if (JsonNode.Parse(File.ReadAllText(path)) is not JsonObject benchmarks)
        {
            throw new FormatException($"{path}: expected an object of benchmarks");
        }

        return new Baseline(benchmarks.ToDictionary(b => b.Key, b => (IReadOnlyDictionary<string, double>)b.Value!.AsObject().ToDictionary(r => r.Key, r => r.Value!.GetValue<double>())));
    }

    /// <summary>The ratios of the goals of stored results (see <see cref="Results.StoredResults"/>) whose fast side is the engine.</summary>
    public static Baseline Of(IEnumerable<JsonObject> benchmarks)
    {
        var ratios = new SortedDictionary<string, IReadOnlyDictionary<string, double>>(StringComparer.Ordinal);
        foreach (var benchmark in benchmarks)
        {
            if (benchmark["ratios"] is JsonObject { Count: > 0 } found)
            {
                ratios[(string)benchmark["name"]!] = found.ToDictionary(r => r.Key, r => r.Value!.GetValue<double>());
            }
        }

        return new Baseline(ratios);
    }

    /// <summary>As text.</summary>
    public string Text() => Results.BenchJson.Text(new JsonObject(Ratios.Select(b =>
        KeyValuePair.Create(b.Key, (JsonNode?)new JsonObject(b.Value.Select(r => KeyValuePair.Create(r.Key, (JsonNode?)Math.Round(r.Value, 3))))))));
}
