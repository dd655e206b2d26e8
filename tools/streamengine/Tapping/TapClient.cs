using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using StreamEngine.Cli.Screen;

namespace StreamEngine.Cli.Tapping;

/// <summary>Asks a run for rows and prints them. What the run sends is held to lines of 4 MiB.</summary>
internal sealed class TapClient(Terminal terminal, bool json)
{
    private const int MostLine = 4 << 20;
    private const int SampleRows = 50;

    private readonly List<JsonElement> _sample = [];
    private JsonElement _head;
    private TapTable? _table;

    private string Edge => TapTable.Printable(_head.GetProperty("edge").GetString()!);

    /// <summary>Taps a run until the limit, the end of the run, or Ctrl-C.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">The run refused the request, or does not answer.</exception>
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
        _head = await lines.Next() is { } head ? Parsed(head) : throw new UsageException($"{run.Pipeline} ({run.Pid}) is over");
        if (_head.TryGetProperty("error", out var error))
        {
            throw new UsageException(TapTable.Printable(error.GetString()!));
        }

        if (request.Edge is null)
        {
            TellWaits();
            return ExitCodes.Ok;
        }

        return await Show(lines) ? ExitCodes.Ok : Broken(run);
    }

    /// <summary>Prints rows to the end; false when there is none.</summary>
    private async Task<bool> Show(BoundedLines lines)
    {
        while (await lines.Next() is { } text)
        {
            var line = Parsed(text);
            if (line.TryGetProperty("at", out _))
            {
                Row(line, text, lines.HasNext);
                continue;
            }

            Flush();
            if (line.TryGetProperty("end", out var end))
            {
                TellEnd(line, end.GetString() == "run");
                return true;
            }

            Tell($"… {Numbers.Count(line.GetProperty("skipped").GetInt64())} rows not looked at so far: they pass faster than they are shown");
        }

        return false;
    }

    private int Broken(RunningRun run)
    {
        Flush();
        terminal.Error.WriteLine($"{run.Pipeline} ({run.Pid}) broke off: it was stopped at once, or this reader was too slow");
        return ExitCodes.RunFailed;
    }

    /// <summary>Prints a row; the first ones are kept to see how wide the columns must be.</summary>
    private void Row(JsonElement row, string text, bool hasMore)
    {
        if (json)
        {
            terminal.Out.WriteLine(text);
        }
        else if (_table is not null)
        {
            terminal.Out.Write(_table.Line(row));
        }
        else
        {
            _sample.Add(row);
            if (!hasMore || _sample.Count == SampleRows)
            {
                Flush();
            }
        }
    }

    private void Flush()
    {
        if (json || _table is not null)
        {
            return;
        }

        _table = new TapTable(_head.GetProperty("columns").EnumerateObject().Select(c => (c.Name, c.Value.GetString()!)), _sample);
        TellWaits();
        var absent = _head.GetProperty("absent").EnumerateArray().Select(a => TapTable.Printable(a.GetString()!)).ToList();
        var about = (_table.Left.Count > 0 ? $"; not shown: {string.Join(", ", _table.Left)}" : "") + (absent.Count > 0 ? $"; read by nobody and not computed: {string.Join(", ", absent)}" : "");
        Tell($"{Edge} of {_head.GetProperty("pipeline").GetString()} ({_head.GetProperty("pid").GetInt32()}){about}");
        foreach (var row in _sample)
        {
            terminal.Out.Write(_table.Line(row));
        }
    }

    private void TellWaits()
    {
        var waits = _head.GetProperty("waits");
        if (json)
        {
            terminal.Out.WriteLine(_head.GetRawText());
            return;
        }

        if (waits.ValueKind != JsonValueKind.Array)
        {
            Tell("what merges wait for is not known: a batch takes longer than a second");
            return;
        }

        foreach (var wait in waits.EnumerateArray())
        {
            Tell(WaitText.Of(
                wait.GetProperty("node").GetString()!, wait.GetProperty("input").GetString()!, wait.GetProperty("held").GetInt64(),
                wait.GetProperty("behind_ns") is { ValueKind: JsonValueKind.Number } behind ? behind.GetInt64() : null));
        }

        if (waits.GetArrayLength() == 0 && !_head.TryGetProperty("edge", out _))
        {
            Tell("no merge waits");
        }
    }

    private void TellEnd(JsonElement end, bool isOver)
    {
        var (rows, passed, skipped) = (end.GetProperty("rows").GetInt64(), end.GetProperty("passed").GetInt64(), end.GetProperty("skipped").GetInt64());
        Tell($"{Edge}: {(isOver ? "the run is over; " : "")}{Numbers.Count(rows)} rows shown of {Numbers.Count(passed)} that passed" + (skipped > 0 ? $", {Numbers.Count(skipped)} not looked at" : ""));
    }

    private void Tell(string text) => (json ? terminal.Error : terminal.Out).WriteLine(Wrapped.Lines(TapTable.Printable(text), Terminal.Width));

    private static JsonElement Parsed(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
