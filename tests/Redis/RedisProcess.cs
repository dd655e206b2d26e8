using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StreamEngine.Redis;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Redis;

/// <summary>A real <c>redis-server</c> on a free port of the loopback address, with an append-only file written at every command, so that it can be killed and comes back with all it had.</summary>
public sealed class RedisProcess : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string? _password;
    private readonly bool _durable;
    private Process? _process;

    /// <summary>Starts one.</summary>
    public RedisProcess(string? password = null, bool durable = true)
    {
        _password = password;
        _durable = durable;
        Port = FreePort();
        Start();
    }

    public int Port { get; }

    /// <summary><c>127.0.0.1:port</c>.</summary>
    public string Address => $"127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}";

    public RedisServer Server => new("127.0.0.1", Port);

    /// <summary>A port nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A client with the system's clock.</summary>
    public RedisClient Client() => new(Server, TimeProvider.System, new Random(7));

    /// <summary>Starts it, after <see cref="Kill"/>.</summary>
    public void Start()
    {
        string[] arguments =
        [
            "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--dir", _folder.Path, "--daemonize", "no",
            "--appendonly", _durable ? "yes" : "no", "--appendfsync", "no", .. _password is null ? Array.Empty<string>() : ["--requirepass", _password],
        ];
        var start = new ProcessStartInfo("redis-server", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            _process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException("redis-server is not installed; eng/setup.sh test installs it", missing);
        }

        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        WaitUntilItAnswers();
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>What <c>redis-cli</c>, a client that is not ours, prints for a command.</summary>
    public string Cli(params string[] command)
    {
        string[] login = _password is null ? [] : ["-a", _password, "--no-auth-warning"];
        var done = ChildProcess.Run("redis-cli", ["-p", Port.ToString(CultureInfo.InvariantCulture), .. login, .. command], Patience.Hang).GetAwaiter().GetResult();
        Assert.True(done.ExitCode == 0 && !done.Output.StartsWith("LOADING", StringComparison.Ordinal), done.Text);
        return done.Output.TrimEnd('\n');
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_process is not null)
        {
            Kill();
        }

        _folder.Dispose();
    }

    private void WaitUntilItAnswers()
    {
        var answer = new byte[16];
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var socket = new TcpClient();
                socket.Connect(IPAddress.Loopback, Port);
                socket.GetStream().Write("PING\r\n"u8);
                if (socket.GetStream().Read(answer) > 0 && answer[..8].AsSpan().IndexOf("LOADING"u8) < 0)
                {
                    return;
                }
            }
            catch (Exception failure) when (failure is SocketException or IOException && tries < 500 && !_process!.HasExited)
            {
            }

            Thread.Sleep(10);
        }
    }
}
