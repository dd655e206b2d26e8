using System.Globalization;
using System.Text.Json.Nodes;
using StreamEngine.Tests.Kit;
using StreamEngine.Time;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>Market events by hand, and the reports that the shipped pipeline makes of them. Times are ms from the start.</summary>
internal static class Walkthrough
{
    /// <summary>2024-01-01, ns.</summary>
    public const long Start = 1_704_067_200_000_000_000;

    private const long Ms = 1_000_000;

    /// <summary>A whole book: bids and asks as price and size, best first.</summary>
    public static string Book(long ms, long seq, IEnumerable<(double Price, double Qty)> bids, IEnumerable<(double Price, double Qty)> asks) =>
        Event(ms, "order_book_depth", $$"""{"seq":{{seq}},"bids":[{{Levels(bids)}}],"asks":[{{Levels(asks)}}]}""");

    /// <summary>Changes of a book.</summary>
    public static string Changes(long ms, long seq, params IEnumerable<(string Side, double Price, double Qty)> changes) => Event(ms, "order_book_deltas",
        $$"""{"prev_seq":{{seq - 1}},"seq":{{seq}},"changes":[{{string.Join(',', changes.Select(c => string.Create(CultureInfo.InvariantCulture, $$"""{"side":"{{c.Side}}","p":{{c.Price}},"q":{{c.Qty}}}""")))}}]}""");

    /// <summary>A trade.</summary>
    public static string Trade(long ms, long id, double price, double qty, string side) =>
        Event(ms, "trade_tick", string.Create(CultureInfo.InvariantCulture, $$"""{"trade_id":"{{id}}","price":{{price}},"qty":{{qty}},"side":"{{side}}"}"""));

    /// <summary>The reports of BTCUSDT of the shipped pipeline, by ms from the start.</summary>
    /// <param name="events">Lines of the file of events.</param>
    /// <param name="every">How often reports are made.</param>
    /// <param name="dead">Dead letters, by code and reason.</param>
    /// <param name="change">What else is changed in the pipeline.</param>
    public static async Task<SortedDictionary<long, JsonNode>> Reports(IEnumerable<string> events, string every = "250ms", List<string>? dead = null, Func<Variant, Variant>? change = null)
    {
        using var folder = new TemporaryFolder();
        var (reports, letters) = (Path.Combine(folder.Path, "reports.jsonl"), Path.Combine(folder.Path, "dead.jsonl"));
        foreach (var file in Directory.EnumerateFiles(RepositoryRoot.Combine("pipelines", "lib"), "*.yaml"))
        {
            folder.Write(Path.Combine("lib", Path.GetFileName(file)), await File.ReadAllTextAsync(file));
        }

        var shipped = Variant.Of("market-report.yaml");
        var pipeline = (change?.Invoke(shipped) ?? shipped)
            .WithNodes($"told:\n  from: report\n  select: |\n    ts\n    report\nwritten: {{ from: told, jsonl_file: {{ path: {reports} }} }}").In(folder, "market-report.yaml");
        var run = await CommandLine.Run(["run", pipeline, "--until-idle", "--profile", "envelopes", "--set", "symbols=BTCUSDT", "--set", $"every={every}", "--set", $"tickers={RepositoryRoot.Combine("pipelines", "data", "none.jsonl")}",
            "--set", $"events={folder.Write("events.jsonl", string.Join('\n', events) + "\n")}", "--set", $"dead={letters}"]);
        Assert.True(run.ExitCode == 0, run.Text);
        dead?.AddRange(File.Exists(letters) ? (await File.ReadAllLinesAsync(letters)).Select(line => JsonNode.Parse(line)!).Select(row => $"{row["code"]} {row["reason"]}") : []);
        return new SortedDictionary<long, JsonNode>((await File.ReadAllLinesAsync(reports)).Select(line => JsonNode.Parse(line)!).ToDictionary(row => ((long)row["ts"]! - Start) / Ms, row => row["report"]!));
    }

    private static string Levels(IEnumerable<(double Price, double Qty)> levels) => string.Join(',', levels.Select(l => string.Create(CultureInfo.InvariantCulture, $$"""{"p":{{l.Price}},"q":{{l.Qty}}}""")));

    private static string Event(long ms, string type, string payload)
    {
        Span<byte> text = stackalloc byte[Rfc3339.Length];
        var time = System.Text.Encoding.UTF8.GetString(text[..Rfc3339.Format(Start + ms * Ms, text)]);
        return $$$"""{"ts":{{{Start + ms * Ms}}},"event":{"type":"{{{type}}}","venue":"hand","symbol":"BTCUSDT","ts_event":"{{{time}}}","payload":{{{payload}}}}}""";
    }
}
