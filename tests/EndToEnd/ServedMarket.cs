using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>The shipped report pipeline served over HTTP on a free port, from the first report of each symbol on.</summary>
public sealed class ServedMarket : IAsyncLifetime
{
    private Interrupted? _run;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Asks it.</summary>
    public HttpClient Client { get; } = new();

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _run = new Interrupted("serve", "pipelines/market-report.yaml", "--http", "0");
        var line = await _run.LineStarting(_run.Error, "serving ");
        Address = new Uri(line.Split(' ')[1].Replace("/get_report?symbol=", "", StringComparison.Ordinal));
        Client.BaseAddress = Address;
        await Eventually.Holds(async () => (await (await Client.GetAsync("/health")).Content.ReadAsStringAsync()).Contains("\"reports\":2", StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Client.Dispose();
        _run!.Dispose();
        return Task.CompletedTask;
    }
}
