using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace StreamEngine.Tests.Kit;

/// <summary>The real Prometheus on a free loopback port, with a folder of its own, until it is disposed.</summary>
public sealed class PrometheusServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;
    private readonly HttpClient _client;

    private PrometheusServer(string config)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var file = Path.Combine(_folder.Path, "prometheus.yml");
        File.WriteAllText(file, config);
        _process = Process.Start(new ProcessStartInfo("prometheus", [$"--config.file={file}", $"--storage.tsdb.path={Path.Combine(_folder.Path, "data")}", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    /// <summary>Fails the test where Prometheus is not installed.</summary>
    public static void Require() =>
        Assert.True(Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "promtool")) && File.Exists(Path.Combine(folder, "prometheus"))),
            "prometheus and promtool are missing: install them with ./eng/setup.sh test");

    /// <summary>Runs <c>promtool</c>.</summary>
    public static Task<ChildProcess> Promtool(params string[] arguments)
    {
        Require();
        return ChildProcess.Run("promtool", arguments, Patience.Hang);
    }

    /// <summary>Starts it, to scrape one address twice a second.</summary>
    /// <param name="target">The address.</param>
    /// <param name="ruleFile">A file of rules; null for none.</param>
    public static async Task<PrometheusServer> Scraping(Uri target, string? ruleFile = null)
    {
        Require();
        var server = new PrometheusServer($$"""
            global: { scrape_interval: 500ms, scrape_timeout: 500ms, evaluation_interval: 500ms }
            {{(ruleFile is null ? "" : $"rule_files: ['{ruleFile}']")}}
            scrape_configs: [{ job_name: streamengine, static_configs: [{ targets: ['{{target.Authority}}'] }] }]
            """);
        await Eventually.Holds(async () => (await server.Targets()) is ["up"], "the target is up");
        return server;
    }

    /// <summary>How the targets are.</summary>
    public async Task<IReadOnlyList<string>> Targets()
    {
        try
        {
            return [.. JsonNode.Parse(await _client.GetStringAsync("/api/v1/targets"))!["data"]!["activeTargets"]!.AsArray().Select(t => (string)t!["health"]!)];
        }
        catch (HttpRequestException)
        {
            return []; // it is starting
        }
    }

    /// <summary>What a query gives now: labels in order, and the value.</summary>
    public async Task<IReadOnlyList<(string Series, double Value)>> Query(string expression)
    {
        using var answer = await _client.GetAsync($"/api/v1/query?query={Uri.EscapeDataString(expression)}");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{expression}: {text}");
        return [.. JsonNode.Parse(text)!["data"]!["result"]!.AsArray().Select(r => (
            string.Join(',', r!["metric"]!.AsObject().Where(l => l.Key is not ("__name__" or "job" or "instance")).OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={l.Value}")),
            double.Parse((string)r["value"]![1]!, CultureInfo.InvariantCulture)))];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }
}
