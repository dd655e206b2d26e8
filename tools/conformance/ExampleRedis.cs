using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StreamEngine.Redis;

namespace StreamEngine.Conformance;

/// <summary>A real Redis server for examples, one a process, on a free port of this machine; it holds a stream <c>filled</c> of 100 events.</summary>
internal static class ExampleRedis
{
    private const int Events = 100;

    private static readonly Lazy<int> Port = new(FreePort);
    private static readonly Lazy<bool> Started = new(Run);

    /// <summary>Where it is, or will be when it is first needed.</summary>
    public static string Address => $"127.0.0.1:{Port.Value.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Starts it, the first time.</summary>
    public static void Start() => Promise.Keep(Started.Value, "there is no Redis server");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool Run()
    {
        Process server;
        try
        {
            server = Process.Start(new ProcessStartInfo("redis-server", ["--port", Port.Value.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]) { RedirectStandardOutput = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new BrokenPromiseException("redis-server is not installed; eng/setup.sh test installs it");
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Kill();
        server.OutputDataReceived += static (_, _) => { };
        server.BeginOutputReadLine();
        var request = new RespRequest();
        for (var i = 1; i <= Events; i++)
        {
            request.Add("XADD", "filled", string.Create(CultureInfo.InvariantCulture, $"{1_700_000_000_000 + (i / 3)}-{i}"), "event", string.Create(CultureInfo.InvariantCulture, $"{{\"n\":{i}}}"));
        }

        using var client = new RedisClient(new RedisServer("127.0.0.1", Port.Value), TimeProvider.System, new Random(1));
        var replies = Task.Run(() => client.AskUntilAnswered(request, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), CancellationToken.None)).GetAwaiter().GetResult();
        return replies.All(r => !r.IsError);
    }
}
