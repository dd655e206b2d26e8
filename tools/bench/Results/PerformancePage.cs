using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace StreamEngine.Bench.Results;

/// <summary>The page <c>docs/performance.md</c>, from stored results.</summary>
internal static class PerformancePage
{
    /// <summary>Where it stands in the repository.</summary>
    public const string UsualPath = "docs/performance.md";

    private const string Head = """
        # Performance

        What the engine costs beside a loop written by hand over the same rows. Written by `streamengine bench write-docs` from `tools/bench/measured.json`, which holds what `streamengine bench --json` printed; not edited by hand.

        - **Workload**: a pipeline file of `tools/bench/pipelines`, bound, planned and run as `streamengine run` does it, counters and conservation of rows on. Its contenders do the same work on the same rows in one process, in
          turns, another one first in each round. Every pass of every contender is checked bit for bit against a reference that shares no code with it; one that differs has no figure.
        - **ns a row**: from the first row in to the last result consumed, without binding, planning and compiling, by the rows that went in. The median of the rounds, with the least and the most; **CPU ns a row**: processor time of all threads. **B a row**: managed bytes
          allocated meanwhile by all threads. **x hand**: how many times as fast as the loop by hand, round by round, then the median: 1 is as fast, 2 is twice as fast.
        - **Noise**: an idle loop looks at the clock for 0.3 s before each benchmark; 99.9 % of the looks came at most so many ns behind the one before. The copy of a 64-byte row is the best of five copies of two million.
        - Only ratios compare between machines. `streamengine bench gate` holds those of the engine to the stored ones (`tools/bench/baseline.json`) and fails where one fell by more than 15 % in each of three tries.


        """;

    /// <summary>The page.</summary>
    public static string Of(StoredResults results)
    {
        var page = new StringBuilder(Head);
        page.Append(CultureInfo.InvariantCulture, $"Measured on {results.Machine["processor"]}, {results.Machine["cores"]} cores seen, {results.Machine["runtime"]}, vectors of {results.Machine["vector_bits"]} bits.\n");
        page.Append("\n## Goals\n\n| benchmark | goal | at least | reached | |\n|---|---|---|---|---|\n");
        foreach (var benchmark in results.Benchmarks)
        {
            foreach (var goal in Objects(benchmark["goals"]))
            {
                var bound = goal["at_least"] is { } least ? Plain(least) : $"at most {Plain(goal["at_most"])}";
                page.Append(CultureInfo.InvariantCulture, $"| {benchmark["name"]} | {goal["goal"]} | {bound} | {Plain(goal["figure"])} | {((bool)goal["reached"]! ? "" : "missed")} |\n");
            }
        }

        foreach (var benchmark in results.Benchmarks)
        {
            Section(page, benchmark);
        }

        return page.ToString();
    }

    private static void Section(StringBuilder page, JsonObject benchmark)
    {
        var definition = benchmark["definition"]!;
        page.Append(CultureInfo.InvariantCulture, $"\n## {benchmark["name"]}: {benchmark["what"]}\n\n{$"{definition["measures"]}".TrimEnd('.')}.\n\n");
        page.Append(CultureInfo.InvariantCulture, $"Input: {definition["input"]}; {Plain(definition["rows"])} {definition["unit"]}. ");
        page.Append(CultureInfo.InvariantCulture, $"{definition["warm_up_rounds"]} rounds to warm up, {definition["rounds"]} counted; {definition["statistic"]}.\n\n");
        if (benchmark["contenders"] is JsonArray)
        {
            page.Append(CultureInfo.InvariantCulture, $"| | M {definition["unit"]}/s | ns a row | least–most | CPU ns a row | B a row | x hand |\n|---|---|---|---|---|---|---|\n");
            foreach (var c in Objects(benchmark["contenders"]))
            {
                var ns = (double)c["ns_per_row"]!;
                page.Append(CultureInfo.InvariantCulture, $"| {c["name"]} | {Number(1e3 / ns)} | {Number(ns)} | {Plain(c["min_ns_per_row"])}–{Plain(c["max_ns_per_row"])} | {Plain(c["cpu_ns_per_row"])} | {Plain(c["bytes_per_row"])} | {Plain(c["times_hand"])} |\n");
            }
        }

        if (Objects(benchmark["figures"]) is [var first, ..] figures)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", first.Select(f => f.Key.Replace('_', ' ')))} |\n|{string.Concat(first.Select(_ => "---|"))}\n");
            foreach (var row in figures)
            {
                page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row.Select(f => Plain(f.Value)))} |\n");
            }
        }

        foreach (var (name, value) in benchmark["notes"] as JsonObject ?? [])
        {
            page.Append(CultureInfo.InvariantCulture, $"\n{name}: {value}\n");
        }

        var noise = benchmark["noise"]!;
        page.Append(CultureInfo.InvariantCulture, $"\nNoise: idle loop p99.9 {Plain(noise["idle_loop_p999_ns"])} ns, longest {Plain(noise["idle_loop_longest_ns"])} ns; copy of a 64-byte row {Plain(noise["memcpy_64_byte_row_ns"])} ns.\n");
    }

    private static IReadOnlyList<JsonObject> Objects(JsonNode? array) => [.. (array as JsonArray ?? []).Select(n => n!.AsObject())];

    private static string Plain(JsonNode? node) => node switch
    {
        null => "–",
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.Number => Number(BenchJson.Value(value)),
        _ => node.ToString(),
    };

    private static string Number(double value) => Math.Abs(value) switch
    {
        >= 1000 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };
}
