using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using StreamEngine.Cli.Screen;
using StreamEngine.Sources;

namespace StreamEngine.Cli.Serving;

/// <summary>What <c>demo</c> shows: where the page is, and a report as soon as those of all symbols are fresh and complete.</summary>
/// <param name="terminal">Where it prints.</param>
/// <param name="words">The commands it names.</param>
/// <param name="stays">Whether it serves on until told to stop.</param>
/// <param name="json">Whether one JSON object is printed instead.</param>
internal sealed class DemoScreen(Terminal terminal, DemoWords words, bool stays, bool json)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Shows, and waits when it stays.</summary>
    /// <returns>The exit code: 1 when there are no complete reports in time.</returns>
    public async Task<int> Show(ListeningServer server, CancellationToken stop)
    {
        var symbols = server.Pipeline.Nodes.Select(n => n.Options).OfType<MarketSimulatorOptions>().SelectMany(o => o.Symbols).Order(StringComparer.Ordinal).ToList();
        Say($"StreamEngine {ShowVersion.Text}: reports of simulated markets, with nothing to set up.\n\n");
        Step($"pipeline  {words.Pipeline}, {server.Pipeline.Nodes.Count} nodes");
        Step($"page      {server.Address}/");
        var reports = new List<JsonElement>();
        var begun = Stopwatch.GetTimestamp(); // a first start has built the engine before, in this very process
        while (await Complete(server.Desk, symbols, reports, stop) is { } missing)
        {
            if (stop.IsCancellationRequested || server.Run.State == "failed")
            {
                return ExitCodes.Ok; // the run says why it has failed
            }

            if (Stopwatch.GetElapsedTime(begun) > Patience)
            {
                terminal.Error.WriteLine($"streamengine demo: no complete report of {missing} within {Patience.TotalSeconds:0} s");
                return ExitCodes.RunFailed;
            }

            await Task.Delay(Pause, CancellationToken.None);
        }

        var after = Age;
        Step($"reports   {string.Join(", ", symbols)}: fresh and complete");
        if (json)
        {
            terminal.Out.WriteLine(JsonText.Of(new JsonObject
            {
                ["address"] = server.Address,
                ["after_ms"] = (long)after.TotalMilliseconds,
                ["reports"] = new JsonArray([.. reports.Select(r => JsonNode.Parse(r.GetRawText()))]),
            }));
            return ExitCodes.Ok;
        }

        Say($"\n{ReportSummary.Of(reports[0])}{string.Concat(reports.Skip(1).Select(r => $"\n{ReportSummary.Line(r)}\n"))}\n");
        Say(stays ? words.Staying(server.Address, symbols[0]) : words.Leaving);
        if (stays)
        {
            await ListeningServer.Until(stop);
        }

        return ExitCodes.Ok;
    }

    /// <summary>Time since the process began.</summary>
    private static TimeSpan Age
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return DateTime.Now - process.StartTime;
        }
    }

    /// <summary>Takes the report of each symbol; names the first without a complete one, null when all have.</summary>
    private static async Task<string?> Complete(ReportDesk desk, IReadOnlyList<string> symbols, List<JsonElement> reports, CancellationToken stop)
    {
        reports.Clear();
        foreach (var symbol in symbols)
        {
            if (stop.IsCancellationRequested || (await desk.Report(symbol, stop)) is not { Fault: null } answer)
            {
                return symbol;
            }

            using var report = JsonDocument.Parse(answer.Json);
            if (!ReportSummary.IsComplete(report.RootElement))
            {
                return symbol;
            }

            reports.Add(report.RootElement.Clone());
        }

        return null;
    }

    private void Step(string what) => Say(string.Create(CultureInfo.InvariantCulture, $"  [{Age.TotalSeconds,4:0.0} s]  {what}\n"));

    private void Say(string text)
    {
        var to = json ? terminal.Error : terminal.Out;
        to.Write(text);
        to.Flush();
    }
}
