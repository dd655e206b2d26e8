using System.Diagnostics;
using System.Globalization;

namespace StreamEngine.Bench.Serving;

/// <summary><c>streamengine serve</c> in a process of its own, on a free port, until it is disposed.</summary>
internal sealed class ServedProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServedProcess(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1_000 }) { BaseAddress = address };
    }

    /// <summary>Asks it.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="settings">What <c>--set</c> gives.</param>
    /// <param name="profile">The profile; null for none.</param>
    public static async Task<ServedProcess> Start(IEnumerable<string> settings, string? profile = null)
    {
        string[] chosen = profile is null ? [] : ["--profile", profile];
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "streamengine.dll"), "serve", "pipelines/market-report.yaml", "--http", "0", .. chosen, .. settings.SelectMany(s => new[] { "--set", s })])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start) ?? throw new IOException("'dotnet' cannot be started");
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("serving ", StringComparison.Ordinal))
            {
                _ = process.StandardError.ReadToEndAsync();
                return new ServedProcess(process, new Uri(line.Split(' ')[1].Replace("/get_report?symbol=", "", StringComparison.Ordinal)));
            }
        }

        throw new IOException("the server ended before it listened");
    }

    /// <summary>Samples of <c>/metrics</c> by series.</summary>
    public async Task<Dictionary<string, double>> Metrics() =>
        (await Client.GetStringAsync("/metrics")).Split('\n').Where(l => l.Length > 0 && l[0] != '#')
            .ToDictionary(l => l[..l.LastIndexOf(' ')], l => double.Parse(l[(l.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <summary>Waits until so many symbols have a report.</summary>
    public async Task Reports(int symbols)
    {
        for (var i = 0; i < 600 && (await Metrics()).GetValueOrDefault("streamengine_reports") < symbols; i++)
        {
            await Task.Delay(100);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
