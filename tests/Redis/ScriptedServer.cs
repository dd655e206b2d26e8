using System.Net;
using System.Net.Sockets;
using System.Text;
using StreamEngine.Redis;

namespace StreamEngine.Tests.Redis;

/// <summary>A server that answers what a test says: <c>PING</c> right, everything else with given bytes, and then closes or falls silent.</summary>
public sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<int, byte[]> _answer;
    private readonly bool _closes;
    private int _connections;
    private int _asked;

    /// <summary>Answers the n-th connection (from 1) with the bytes of <paramref name="answer"/>.</summary>
    public ScriptedServer(Func<int, byte[]> answer, bool closes)
    {
        _answer = answer;
        _closes = closes;
        _listener.Start();
        _ = Task.Run(Accept);
    }

    /// <summary>Answers every connection so.</summary>
    public ScriptedServer(string answer, bool closes)
        : this(_ => Encoding.Latin1.GetBytes(answer), closes)
    {
    }

    public RedisServer Server => new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);

    /// <summary>Connections that came.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Requests that came behind <c>PING</c>.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task Accept()
    {
        while (!_stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = Serve(client, Interlocked.Increment(ref _connections));
        }
    }

    private async Task Serve(TcpClient client, int number)
    {
        using (client)
        {
            var stream = client.GetStream();
            var buffer = new byte[4096];
            if (await stream.ReadAsync(buffer) == 0)
            {
                return;
            }

            await stream.WriteAsync("+PONG\r\n"u8.ToArray());
            if (await stream.ReadAsync(buffer) == 0)
            {
                return;
            }

            Interlocked.Increment(ref _asked);
            await stream.WriteAsync(_answer(number));
            if (!_closes)
            {
                await Task.Delay(Timeout.Infinite, _stop.Token);
            }
        }
    }
}
