using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using StreamEngine.Data;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

/// <summary>Taps of a run in a process of its own, over its socket.</summary>
public sealed class TapTests : IDisposable
{
    private const int Unending = 100_000_000; // more than is sent before the test stops the run
    private const string Pipeline =
        """
        version: 1
        pipeline: tapped
        params:
          out: { type: path }
          rows: { type: int64 }
          unpaced: { type: bool, default: false }
        nodes:
          exchange: { market_simulator: { symbols: [A, B], seed: 3, rate: 2000/s, rows: $rows, unpaced: $unpaced } }
          trades: { from: exchange.trades, where: qty > 0 }
          file: { from: trades, arrow_file: { path: $out } }
        """;


    private readonly TemporaryFolder _folder = new();

    private string Out => Path.Combine(_folder.Path, "out.arrow");

    private IReadOnlyDictionary<string, string?> Runtime => new Dictionary<string, string?> { ["XDG_RUNTIME_DIR"] = _folder.Path };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RowsOfARunningPipeline_AreShownAndItsOutputIsUnchanged()
    {
        var done = Start(Unending);
        var path = await Socket(done);

        var table = await Tap("trades", "--limit", "3");
        var json = await Tap("trades", "--where", "symbol = 'B'", "--limit", "2", "--json");
        var waits = await Tap("--waits");

        Assert.Equal("", table.Error);
        Tool.AssertPlain(table.Output);
        var lines = table.Output.Split('\n');
        Assert.StartsWith("trades of tapped (", lines[0], StringComparison.Ordinal);
        Assert.Matches(@"^ts +ts_recv +venue +symbol ", lines.First(l => l.StartsWith("ts ", StringComparison.Ordinal)));
        Assert.Matches("^trades: 3 rows shown of [0-9,]+ that passed", lines[^2]);
        Assert.Equal(0, json.ExitCode);
        var rows = json.Output.TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(["B", "B"], rows.Select(r => r.GetProperty("symbol").GetString()));
        Assert.Equal("no merge waits\n", waits.Output);
        await Stop(done, path);
        var tapped = await Lines();
        Assert.InRange(tapped.Length, 3, Unending);
        Assert.Equal(0, (await Start(tapped.Length * 20, unpaced: true)).ExitCode);
        Assert.Equal(tapped, (await Lines())[..tapped.Length]);
    }

    [Fact]
    public async Task RequestsThatCannotBeMet_AreRefusedWithWhatThereIs()
    {
        Assert.Equal((2, "streamengine tap: no pipeline is running; streamengine run starts one\n"), Refused(await Tap("trades")));
        var done = Start(Unending);
        var path = await Socket(done);

        Assert.Equal((2, "streamengine tap: there is no edge 'tradse'; did you mean 'trades'?\n"), Refused(await Tap("tradse")));
        Assert.Equal((2, "streamengine tap: there is no edge 'file'; there are: exchange.trades, trades\n"), Refused(await Tap("file")));
        Assert.Equal((2, "streamengine tap: nobody reads 'exchange.deltas', so its rows are not made; there are: exchange.trades, trades\n"), Refused(await Tap("exchange.deltas")));
        Assert.Equal(
            (2, $"streamengine tap: --where: SE3201: there is no column 'qtz'; there are: {string.Join(", ", Schemas.Trade.Fields.Select(f => f.Name))}; did you mean 'qty'?\n"),
            Refused(await Tap("trades", "--where", "qtz > 1")));
        Assert.Equal((2, "streamengine tap: --every 0: it must be 1 or more\n"), Refused(await Tap("trades", "--every", "0")));
        Assert.Equal((2, "streamengine tap: NODE is missing; or say --waits\n"), Refused(await Tap()));
        var other = await Tap("trades", "--pipeline", "other");
        Assert.Equal(2, other.ExitCode);
        Assert.Matches(@"^streamengine tap: no pipeline 'other' is running; running: tapped \([0-9]+\)\n$", other.Error);
        await Stop(done, path);
    }

    [Fact]
    public async Task HostilePeers_DoNotReachTheRun()
    {
        var done = Start(Unending);
        var path = await Socket(done);

        Assert.Equal("""{"error":"the request is no JSON"}""", await Ask(path, "nonsense\n"u8.ToArray()));
        Assert.Equal("""{"error":"the request is no JSON object"}""", await Ask(path, "[1]\n"u8.ToArray()));
        Assert.Equal("""{"error":"the request is no JSON"}""", await Ask(path, Encoding.UTF8.GetBytes(new string('[', 9_000) + "\n")));
        Assert.Equal("""{"error":"'limit' is no whole number from 0"}""", await Ask(path, """{"edge":"trades","limit":-1}"""u8.ToArray().Append((byte)'\n').ToArray()));
        Assert.Equal("""{"error":"'every' is no whole number from 1"}""", await Ask(path, """{"edge":"trades","every":1e99}"""u8.ToArray().Append((byte)'\n').ToArray()));
        Assert.Equal("""{"error":"'edge' is no text"}""", await Ask(path, """{"edge":{}}"""u8.ToArray().Append((byte)'\n').ToArray()));
        Assert.Equal("""{"error":"the request is longer than 16384 bytes"}""", await Ask(path, new byte[16_384]));
        var deep = await Ask(path, Encoding.UTF8.GetBytes($$"""{"edge":"trades","where":"{{new string('(', 12_000)}}"}""" + "\n"));
        Assert.StartsWith("""{"error":"--where: SE""", deep, StringComparison.Ordinal);

        // who stands still, asks and never reads, or goes away in the middle
        using var silent = await Connect(path);
        using var deaf = await Connect(path);
        await deaf.SendAsync("""{"edge":"exchange.trades"}"""u8.ToArray().Append((byte)'\n').ToArray());
        using (var gone = await Connect(path))
        {
            await gone.SendAsync("""{"edge":"trades"}"""u8.ToArray().Append((byte)'\n').ToArray());
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        }

        await Stop(done, path);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task MoreTapsThanThereIsRoomFor_AreRefused()
    {
        var done = Start(Unending);
        var path = await Socket(done);
        var held = new List<Socket>();
        for (var i = 0; i < 8; i++)
        {
            held.Add(await Connect(path));
            await held[i].SendAsync("""{"edge":"trades"}"""u8.ToArray().Append((byte)'\n').ToArray());
            await held[i].ReceiveAsync(new byte[1]);
        }

        Assert.Equal("""{"error":"8 taps are open; close one"}""", await Ask(path, "{}\n"u8.ToArray()));
        held.ForEach(h => h.Dispose());
        await Stop(done, path);
    }

    [Fact]
    public async Task FolderThatCannotBeUsed_IsToldAndTheRunGoesOn()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "streamengine"), "in the way");

        var run = await Start(100);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("this run cannot be tapped: ", run.Error, StringComparison.Ordinal);
    }

    private Task<ChildProcess> Start(int rows, bool unpaced = false)
    {
        var file = _folder.Write("tapped.yaml", Pipeline);
        return ChildProcess.Run("dotnet", [Tool.Program, "run", file, "--set", $"out={Out}", "--set", $"rows={rows}", "--set", $"unpaced={(unpaced ? "true" : "false")}"], Patience.Hang, environment: Runtime);
    }

    private Task<ChildProcess> Tap(params string[] arguments) => ChildProcess.Run("dotnet", [Tool.Program, "tap", .. arguments], Patience.Hang, environment: Runtime);

    /// <summary>Has the run drain, as SIGTERM does.</summary>
    private static async Task Stop(Task<ChildProcess> run, string socket)
    {
        await ChildProcess.Run("kill", ["-TERM", Path.GetFileName(socket).Split('.')[1]], Patience.Hang);
        var stopped = await run;
        Assert.Equal((0, ""), (stopped.ExitCode, Tool.Draining().Replace(stopped.Error, "").Trim()));
    }

    /// <summary>The rows of the run's file, and that file is gone.</summary>
    private async Task<string[]> Lines()
    {
        var text = Path.Combine(_folder.Path, "out.csv");
        var converted = await ChildProcess.Run("dotnet", [Tool.Program, "replay", "convert", Out, text, "--force"], Patience.Hang);
        Assert.True(converted.ExitCode == 0, converted.Text);
        var lines = await File.ReadAllLinesAsync(text);
        File.Delete(Out);
        return lines;
    }

    private static (int ExitCode, string Error) Refused(ChildProcess done) => (done.ExitCode, done.Error);

    /// <summary>The run's socket, once it is there.</summary>
    private async Task<string> Socket(Task<ChildProcess> run)
    {
        var folder = Path.Combine(_folder.Path, "streamengine");
        while (true)
        {
            if (run.IsCompleted)
            {
                Assert.Fail((await run).Text);
            }

            if (Directory.Exists(folder) && Directory.GetFiles(folder, "tapped.*.sock") is [var path])
            {
                using var probe = await Connect(path, retry: true);
                return path;
            }

            await Task.Delay(10);
        }
    }

    private static async Task<Socket> Connect(string path, bool retry = false)
    {
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
                return socket;
            }
            catch (SocketException) when (retry)
            {
                socket.Dispose();
                await Task.Delay(10); // bound, and not listening yet
            }
        }
    }

    private static async Task<string> Ask(string path, byte[] request)
    {
        using var socket = await Connect(path);
        await socket.SendAsync(request);
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync() ?? "";
    }
}
