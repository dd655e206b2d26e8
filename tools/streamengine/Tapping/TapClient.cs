using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using StreamEngine.Cli.Screen;

namespace StreamEngine.Cli.Tapping;

/// <summary>Asks a run for rows and prints them. What the run sends is held to a line of 4 MiB.</summary>
internal sealed class TapClient(Terminal terminal, bool json)
{
    private const int MostLine = 4 << 20;

    private TapTable? _table;
    private string _edge = "";

    /// <summary>Taps a run until the limit, the end of the run, or Ctrl-C.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">The run refused the request.</exception>
    public async Task<int> Tap(RunningRun run, TapRequest request)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(run.Socket));
        }
        catch (SocketException refused)
        {
            throw new UsageException($"{run.Pipeline} ({run.Pid}) does not answer: {refused.Message}");
        }

        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(request.Line());
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var lines = new BoundedLines(reader, MostLine);
        while (await lines.Next() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            if (Print(document.RootElement, line))
            {
                return ExitCodes.Ok;
            }
        }

        if (request.Edge is not null)
        {
            terminal.Error.WriteLine($"{run.Pipeline} ({run.Pid}) ended the tap: it stopped at once, or this reader was too slow");
        }

        return request.Edge is null ? ExitCodes.Ok : ExitCodes.RunFailed;
    }

    /// <summary>Prints a line of the run; true when it is the last.</summary>
    private bool Print(JsonElement line, string text)
    {
        if (line.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.String && _table is null)
        {
            throw new UsageException(TapTable.Printable(error.GetString()!));
        }

        if (_table is null)
        {
            Head(line);
            return false;
        }

        if (line.TryGetProperty("end", out var end) && line.TryGetProperty("passed", out _))
        {
            var (rows, passed, skipped) = (line.GetProperty("rows").GetInt64(), line.GetProperty("passed").GetInt64(), line.GetProperty("skipped").GetInt64());
            var why = end.GetString() == "limit" ? "" : "the run is over; ";
            Tell($"{_edge}: {why}{Numbers.Count(rows)} rows shown of {Numbers.Count(passed)} that passed" + (skipped > 0 ? $", {Numbers.Count(skipped)} not looked at" : ""));
            return true;
        }

        if (line.TryGetProperty("skipped", out var more) && !line.TryGetProperty("at", out _) && more.TryGetInt64(out var count))
        {
            Tell($"… {Numbers.Count(count)} rows not looked at so far: they pass faster than they are shown");
            return false;
        }

        terminal.Out.Write(json ? text + "\n" : _table.Line(line));
        return false;
    }

    private void Head(JsonElement head)
    {
        _edge = head.TryGetProperty("edge", out var edge) ? TapTable.Printable(edge.GetString()!) : "";
        var waits = head.GetProperty("waits");
        _table = new TapTable(_edge.Length == 0 ? [] : head.GetProperty("columns").EnumerateObject().Select(c => (c.Name, c.Value.GetString()!)));
        if (json)
        {
            if (_edge.Length == 0)
            {
                terminal.Out.WriteLine(JsonSerializer.Serialize(head));
            }

            return;
        }

        var said = waits.ValueKind != JsonValueKind.Array ? ["what merges wait for is not known: a batch takes longer than a second"]
            : waits.EnumerateArray().Select(Wait).DefaultIfEmpty(_edge.Length == 0 ? "no merge waits" : "").Where(w => w.Length > 0);
        foreach (var wait in said)
        {
            terminal.Out.WriteLine(Wrapped.Lines(TapTable.Printable(wait), Terminal.Width));
        }

        if (_edge.Length > 0)
        {
            var absent = head.GetProperty("absent").EnumerateArray().Select(a => TapTable.Printable(a.GetString()!)).ToList();
            var about = (_table.Left.Count > 0 ? $"; not shown: {string.Join(", ", _table.Left)}" : "") + (absent.Count > 0 ? $"; read by nobody and not computed: {string.Join(", ", absent)}" : "");
            terminal.Out.WriteLine(Wrapped.Lines($"{_edge} of {head.GetProperty("pipeline").GetString()} ({head.GetProperty("pid").GetInt32()}){about}", Terminal.Width));
        }
    }

    private static string Wait(JsonElement wait) => WaitText.Of(
        wait.GetProperty("node").GetString()!, wait.GetProperty("input").GetString()!, wait.GetProperty("held").GetInt64(),
        wait.GetProperty("behind_ns") is { ValueKind: JsonValueKind.Number } behind ? behind.GetInt64() : null);

    private void Tell(string text) => (json ? terminal.Error : terminal.Out).WriteLine(Wrapped.Lines(text, Terminal.Width));
}
