using System.Text.Json.Nodes;

namespace StreamEngine.Bench.Results;

/// <summary>Figures in lines, of a benchmark that compares no contenders round by round.</summary>
internal sealed class FigureTable(MeasuredBenchmark benchmark) : IFigures
{
    private readonly Dictionary<string, double> _ratios = new(StringComparer.Ordinal);

    /// <summary>What goes in, one line.</summary>
    public required string Input { get; init; }

    /// <summary>What a row is.</summary>
    public required string Unit { get; init; }

    /// <summary>How figures are taken from rounds.</summary>
    public required string Statistic { get; init; }

    /// <summary>Of the machine, just before.</summary>
    public required Noise Noise { get; init; }

    /// <summary>Rows in all.</summary>
    public long Rows { get; set; }

    /// <summary>Rounds that do not count.</summary>
    public int WarmUp { get; init; }

    /// <summary>Rounds that count.</summary>
    public int Rounds { get; set; }

    /// <summary>The lines: members of all of them are the same.</summary>
    public List<JsonObject> Lines { get; } = [];

    /// <summary>What is asked.</summary>
    public List<BoundGoal> Goals { get; } = [];

    /// <summary>Answers that were not the reference's.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>More to tell, name and value.</summary>
    public List<(string Name, string Value)> Notes { get; } = [];

    /// <inheritdoc/>
    public bool IsRight => Wrong.Count == 0;

    /// <inheritdoc/>
    IReadOnlyDictionary<string, double> IFigures.Ratios => _ratios;

    /// <summary>Adds a ratio for the gate.</summary>
    public void Ratio(string name, double ratio) => _ratios[name] = ratio;

    /// <inheritdoc/>
    public void Print(Report report)
    {
        report.Line($"input: {Input}");
        report.Line($"{Figures.Count(Rows)} {Unit}; {WarmUp} rounds to warm up, {Rounds} counted; {Statistic}");
        if (Lines.Count > 0)
        {
            report.Table([[.. Lines[0].Select(f => f.Key.Replace('_', ' '))], .. Lines.Select(l => l.Select(f => Cell(f.Value)).ToArray())]);
        }

        Wrong.ForEach(report.Wrong);
        foreach (var goal in Goals)
        {
            report.Goal($"{goal.What} {(goal.AtLeast is null ? "≤" : "≥")} {Number(goal.AtLeast ?? goal.AtMost!.Value)}", goal.IsReached, goal.Figure is { } figure ? Number(figure) : "no figure");
        }

        foreach (var (name, value) in Notes)
        {
            report.Line($"  {name}: {value}");
        }

        Noise.Print(report);
    }

    /// <inheritdoc/>
    public JsonObject Json() => new()
    {
        ["name"] = benchmark.Name,
        ["what"] = benchmark.What,
        ["definition"] = new JsonObject
        {
            ["measures"] = benchmark.Definition,
            ["input"] = Input,
            ["rows"] = Rows,
            ["unit"] = Unit,
            ["warm_up_rounds"] = WarmUp,
            ["rounds"] = Rounds,
            ["statistic"] = Statistic,
        },
        ["figures"] = new JsonArray([.. Lines.Select(l => l.DeepClone())]),
        ["ratios"] = new JsonObject(_ratios.Select(r => KeyValuePair.Create(r.Key, (JsonNode?)BenchJson.Number(r.Value)))),
        ["goals"] = new JsonArray([.. Goals.Select(g => (JsonNode)g.Json())]),
        ["notes"] = new JsonObject(Notes.Select(n => KeyValuePair.Create(n.Name, (JsonNode?)n.Value))),
        ["wrong"] = new JsonArray([.. Wrong.Select(w => (JsonNode)w)]),
        ["noise"] = BenchJson.Of(Noise),
    };

    private static string Cell(JsonNode? value) => value is null ? "–" : value.GetValueKind() == System.Text.Json.JsonValueKind.Number ? Number(BenchJson.Value(value)) : value.ToString();

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 1000 ? "#,0" : "0.##", System.Globalization.CultureInfo.InvariantCulture);
}
