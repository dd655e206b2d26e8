using System.Text.Json.Nodes;
using StreamEngine.Bench.Results;

namespace StreamEngine.Bench.Workloads;

/// <summary>What a run of a workload measured.</summary>
/// <param name="Name">The workload.</param>
/// <param name="What">What it does.</param>
/// <param name="Definition">What is measured and how.</param>
/// <param name="Unit">What a row is.</param>
/// <param name="Arena">Input and goals.</param>
/// <param name="Rounds">Rounds that count.</param>
/// <param name="WarmUp">Rounds before them.</param>
/// <param name="Noise">Of the machine, just before.</param>
/// <param name="Contenders">Those whose answers were right.</param>
/// <param name="Wrong">Those whose were not, with both answers.</param>
internal sealed record WorkloadResult(
    string Name, string What, string Definition, string Unit, Arena Arena, int Rounds, int WarmUp, Noise Noise, IReadOnlyList<ContenderResult> Contenders, IReadOnlyList<string> Wrong) : IFigures
{
    /// <summary>The goals with the ratios reached; null where a contender has no figure.</summary>
    public IReadOnlyList<(Goal Goal, double? Ratio)> Ratios => [.. Arena.Goals.Select(g => (g, Ratio(g)))];

    /// <inheritdoc/>
    public bool IsRight => Wrong.Count == 0;

    /// <inheritdoc/>
    IReadOnlyDictionary<string, double> IFigures.Ratios => Ratios
        .Where(r => r.Ratio is not null && Find(r.Goal.Fast)?.Role == Role.Engine)
        .ToDictionary(r => $"{r.Goal.Fast} / {r.Goal.Against}", r => r.Ratio!.Value);

    /// <summary>A contender by name; null when it has no figure.</summary>
    public ContenderResult? Find(string name) => Contenders.FirstOrDefault(c => c.Name == name);

    /// <inheritdoc/>
    public JsonObject Json() => WorkloadJson.Of(this);

    /// <summary>Prints table, goals and noise, 80 columns.</summary>
    public void Print(Report report)
    {
        report.Line($"input: {Arena.Input}");
        report.Line($"{Figures.Count(Arena.Rows)} {Unit}; {WarmUp} rounds to warm up, {Rounds} counted, interleaved; medians (min–max)");
        var hand = Contenders.FirstOrDefault(c => c.Role == Role.Hand);
        List<string[]> table = [["", "M/s", "ns", "min–max", "CPU ns", "B/row", "x hand"]];
        foreach (var c in Contenders)
        {
            table.Add(
            [
                c.Name, Figures.Short(c.MillionRows, c.MillionRows >= 100 ? 0 : 1), Figures.Short(c.Median, 2), $"{Figures.Short(c.Min, 1)}–{Figures.Short(c.Max, 1)}", Figures.Short(c.Cpu, 2), Figures.Short(c.BytesPerRow, 2),
                hand is null ? "" : Figures.Short(c.Against(hand), 2),
            ]);
        }

        report.Table([.. table]);
        foreach (var wrong in Wrong)
        {
            report.Wrong(wrong);
        }

        foreach (var (goal, ratio) in Ratios)
        {
            var reached = ratio >= goal.AtLeast;
            report.Goal($"{goal.Fast} ≥ {Figures.Places(goal.AtLeast, 2)} × {goal.Against}", reached, ratio is { } r ? Figures.Places(r, 2) : "no figure");
        }

        foreach (var rate in Arena.Rates)
        {
            var found = Find(rate.Contender);
            report.Goal($"{rate.Contender} ≥ {Figures.Places(rate.AtLeast / 1e6, 1)} M {Unit}/s", found?.MillionRows >= rate.AtLeast / 1e6, found is null ? "no figure" : Figures.Places(found.MillionRows, 2));
        }

        foreach (var (name, value) in Arena.Notes(Contenders))
        {
            report.Line($"  {name}: {value}");
        }

        Noise.Print(report);
    }

    private double? Ratio(Goal goal)
    {
        var against = goal.Against.Split(" + ").Select(Find).ToList();
        return Find(goal.Fast) is not { } fast || against.Contains(null) ? null : Figures.Median(fast.Rounds.Select((own, round) => against.Sum(a => a!.Rounds[round]) / own));
    }
}
