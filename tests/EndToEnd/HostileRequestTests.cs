using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit.Abstractions;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>Requests that mean ill, as bytes on a socket: refused with the right status, told nothing of the machine, and the server goes on.</summary>
public sealed class HostileRequestTests(ServedMarket market, ITestOutputHelper log) : IClassFixture<ServedMarket>
{
    private const int FloodOf = 1_500;

    /// <summary>How long a client that is slow or says nothing may hold a connection: headers 10 s, a body 5 s, and a look once a second.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(14);

    /// <summary>What an answer never has: folders, stacks, names of types and of machines.</summary>
    private static readonly string[] Leaks = ["/work", "/home", "/root", "/usr", "/tmp", "/etc/", ".cs:", "   at ", "StreamEngine.", "System.", "Microsoft.", "Exception", "Kestrel", "node_modules", ".dll", Environment.MachineName];

    [Fact]
    public async Task EachIsRefused_NoneTellsOfTheMachine_AndTheServerGoesOn()
    {
        var answers = await Task.WhenAll(HostileRequest.All.Select(async r => (Request: r, Answer: await Send(r.Text))));
        var slow = await Task.WhenAll(
            Slow("a body that never comes", "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n", [408, 400, 0]),
            Slow("a body byte by byte", "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n", [408, 400, 0], drip: "x"),
            Slow("headers that never end", "GET /health HTTP/1.1\r\nHost: localhost\r\nX: ", [408, 400, 0], drip: "y"),
            Flood());
        var all = answers.Select(a => (a.Request.Name, IsRefused: a.Request.Expected.Contains(a.Answer.Status) && (a.Request.Says is null || a.Answer.Text.Contains(a.Request.Says, StringComparison.Ordinal)), a.Answer.Status, a.Answer.Text))
            .Concat(slow).ToList();
        var leaks = all.Where(a => Leaks.Any(l => a.Text.Contains(l, StringComparison.Ordinal))).ToList();
        log.WriteLine($"refused {all.Count(a => a.IsRefused)} of {all.Count}, leaks {leaks.Count}");
        Assert.True(all.Count >= 60);
        Assert.Empty(all.Where(a => !a.IsRefused).Select(a => $"{a.Name}: {a.Status} {a.Text[..Math.Min(300, a.Text.Length)]}"));
        Assert.Empty(leaks.Select(a => $"{a.Name}: {a.Text}"));
        using var well = await market.Client.GetAsync("/get_report?symbol=BTCUSDT");
        Assert.Equal(HttpStatusCode.OK, well.StatusCode);
    }

    /// <summary>Requests of one client without a pause: what is beyond its rate is refused, and told when to come again.</summary>
    private async Task<(string Name, bool IsRefused, int Status, string Text)> Flood()
    {
        using var socket = await Open();
        await using var stream = new NetworkStream(socket);
        var sending = stream.WriteAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n", FloodOf)) + "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        var text = await ReadToEnd(stream);
        await sending;
        var refused = text.Split("HTTP/1.1 429").Length - 1;
        var served = text.Split("HTTP/1.1 200").Length - 1;
        log.WriteLine($"flood: {served} answered, {refused} refused");
        return ("a flood", refused > 0 && refused + served == FloodOf + 1 && text.Contains("Retry-After: 1", StringComparison.Ordinal) && text.Contains("\"rate_limited\"", StringComparison.Ordinal), 429, text[^Math.Min(500, text.Length)..]);
    }

    private async Task<(string Name, bool IsRefused, int Status, string Text)> Slow(string name, string text, IReadOnlyList<int> expected, string? drip = null)
    {
        var (status, answer) = await Send(text, drip);
        return (name, expected.Contains(status), status, answer);
    }

    /// <summary>Sends bytes, and reads what comes until the other side closes; status 0 when it closed without an answer, −1 when it did neither.</summary>
    private async Task<(int Status, string Text)> Send(string request, string? drip = null)
    {
        using var socket = await Open();
        await using var stream = new NetworkStream(socket);
        using var over = new CancellationTokenSource(LongestHold);
        var writing = Write(stream, request, drip, over.Token);
        string text;
        try
        {
            text = await ReadAnswer(stream, over.Token);
        }
        catch (OperationCanceledException)
        {
            return (-1, "no answer");
        }

        await over.CancelAsync();
        await writing;
        return (text.Length < 12 ? 0 : int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture), text);
    }

    private static async Task Write(NetworkStream stream, string request, string? drip, CancellationToken stop)
    {
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), stop);
            while (drip is not null)
            {
                await Task.Delay(200, stop);
                await stream.WriteAsync(Encoding.Latin1.GetBytes(drip), stop);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            // the server has had enough of it
        }
    }

    /// <summary>Reads until the answer is whole, by its length or its last chunk, or the other side closes.</summary>
    private static async Task<string> ReadAnswer(NetworkStream stream, CancellationToken stop)
    {
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await stream.ReadAsync(buffer, stop) is > 0 and var read)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
                if (IsWhole(text.ToString()))
                {
                    break;
                }
            }
        }
        catch (IOException)
        {
            // it was cut off
        }

        return text.ToString();
    }

    private static bool IsWhole(string text)
    {
        var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (head < 0)
        {
            return false;
        }

        var length = text[..head].Split("\r\n").FirstOrDefault(l => l.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase));
        return length is null ? text.EndsWith("0\r\n\r\n", StringComparison.Ordinal) : text.Length >= head + 4 + int.Parse(length.AsSpan(16), CultureInfo.InvariantCulture);
    }

    private static async Task<string> ReadToEnd(NetworkStream stream)
    {
        using var over = new CancellationTokenSource(LongestHold);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(over.Token);
    }

    private async Task<Socket> Open()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, market.Address.Port);
        return socket;
    }
}
