using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Expressions;
using StreamEngine.Runtime;

namespace StreamEngine.Cli.Tapping;

/// <summary>
/// One tap: reads the request, answers with a head (<c>pipeline</c>, <c>pid</c>, <c>waits</c>; of an edge its <c>columns</c> and those <c>absent</c>), then rows, <c>{"skipped":…}</c> when that grew, and at the
/// end <c>{"end":…}</c>; or with <c>{"error":…}</c>. Each is one line of JSON.
/// </summary>
internal sealed class TapConnection(Socket client, Runtime.Run run, string pipeline, SecretMask mask, CancellationToken over)
{
    private const int MostBytes = 1 << 20; // of rows in one go

    private static readonly TimeSpan RequestWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SendWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LastSendWithin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SkippedEvery = TimeSpan.FromSeconds(1);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private long _told;
    private long _toldAt = Stopwatch.GetTimestamp();

    /// <summary>Serves it to its end. A peer that goes away, stands still or sends nonsense ends it, and nothing else.</summary>
    public async Task Serve(bool hasRoom)
    {
        try
        {
            var request = await Request();
            await Answer(hasRoom ? request : throw new InvalidDataException($"{TapServer.MostClients} taps are open; close one"));
        }
        catch (InvalidDataException refused)
        {
            await Refuse(refused.Message);
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or IOException)
        {
            return; // the peer's affair
        }
    }

    private async Task Refuse(string message)
    {
        try
        {
            await Send(new JsonObject { ["error"] = message });
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException)
        {
            return; // nobody listens
        }
    }

    private async Task<TapRequest> Request()
    {
        using var within = CancellationTokenSource.CreateLinkedTokenSource(over);
        within.CancelAfter(RequestWithin);
        var buffer = new byte[TapRequest.MostBytes];
        for (var length = 0; length < buffer.Length;)
        {
            var read = await client.ReceiveAsync(buffer.AsMemory(length), within.Token);
            if (read == 0)
            {
                throw new IOException("the peer went away");
            }

            var end = buffer.AsSpan(length, read).IndexOf((byte)'\n');
            if (end >= 0)
            {
                return TapRequest.Read(buffer.AsMemory(0, length + end));
            }

            length += read;
        }

        throw new InvalidDataException($"the request is longer than {TapRequest.MostBytes} bytes");
    }

    private async Task Answer(TapRequest request)
    {
        var target = request.Edge is { } edge ? Find(edge) : null;
        var where = target is not null && request.Where is { } condition ? Bind(condition, target) : null;
        var head = new JsonObject { ["pipeline"] = pipeline, ["pid"] = Environment.ProcessId, ["waits"] = await Waits() };
        if (target is null)
        {
            await Send(head);
            return;
        }

        head["edge"] = target.Name;
        head["columns"] = new JsonObject(target.Schema.Fields.Select(f => KeyValuePair.Create(f.Name, (JsonNode?)f.Type.Text)));
        head["absent"] = new JsonArray([.. target.Absent.Select(a => (JsonNode)a)]);
        using var tap = run.Tap(target, where, request.Every);
        await Send(head);
        await Show(tap, request.Limit);
    }

    private TapTarget Find(string edge)
    {
        var targets = run.TapTargets();
        var names = targets.Select(t => t.Name).ToList();
        if (run.UnreadPorts().Contains(edge))
        {
            throw new InvalidDataException($"nobody reads {ProblemText.Quote(edge)}, so its rows are not made; there are: {string.Join(", ", names)}");
        }

        if (run.InnerPorts().Contains(edge))
        {
            throw new InvalidDataException($"the rows of {ProblemText.Quote(edge)} go from worker to worker and are nowhere together; tap the last of its parallel neighbours, or run with --workers 1; there are: {string.Join(", ", names)}");
        }

        return targets.FirstOrDefault(t => t.Name == edge)
            ?? throw new InvalidDataException($"there is no edge {ProblemText.Quote(edge)}; {Nearest.Question(edge, names)?.Text ?? $"there are: {string.Join(", ", names)}"}");
    }

    private static WhereStep Bind(string condition, TapTarget target)
    {
        ExpressionProblem? first = null;
        void Report(ExpressionProblem problem) => first ??= problem;
        var syntax = ExpressionParser.ParseExpression(condition, Report);
        var where = syntax is null ? null : ExpressionBinder.BindWhere(syntax, condition, target.Schema, new Dictionary<string, ConstantValue>(), Report);
        return where is not null && first is null ? where : throw new InvalidDataException($"--where: {first!.Code}: {first.Message}{(first.Help is { } help ? $"; {help.Text}" : "")}{Pruned(condition, target)}");
    }

    private static string Pruned(string condition, TapTarget target) =>
        target.Absent.FirstOrDefault(a => condition.Contains(a, StringComparison.Ordinal)) is { } absent ? $" ('{absent}' is not computed: nobody reads it)" : "";

    private async Task<JsonNode?> Waits()
    {
        var asked = run.Waits();
        if (await Task.WhenAny(asked, Task.Delay(AnswerWithin, over)) != asked)
        {
            return null; // a batch takes longer than that
        }

        return WaitText.Json(await asked);
    }

    private async Task Show(Tap tap, long limit)
    {
        var rows = new TapRows(tap.Schema, mask);
        var shown = 0L;
        bool Take(Batch batch, int row)
        {
            rows.Add(batch, row);
            return ++shown != limit && rows.Bytes < MostBytes;
        }

        while (true)
        {
            var isOver = over.IsCancellationRequested;
            var started = Stopwatch.GetTimestamp();
            var before = shown;
            var waited = true;
            while (waited && (limit == 0 || shown < limit) && rows.Count < TapPace.Rows && rows.Bytes < MostBytes && (isOver || Stopwatch.GetElapsedTime(started) < TapPace.Look))
            {
                waited = tap.TryLook(Take);
            }

            var rest = waited ? TapPace.Rest(started, (int)(shown - before)) : TapPace.Idle;
            if (rows.Count > 0)
            {
                await Send(rows.Take(), isOver);
            }

            await TellSkipped(tap, isOver);
            var isFull = limit > 0 && shown >= limit;
            if (isFull || (isOver && !waited))
            {
                await Send(new JsonObject { ["end"] = isFull ? "limit" : "run", ["rows"] = shown, ["passed"] = tap.Passed, ["skipped"] = tap.Skipped });
                return;
            }

            if (client.Poll(0, SelectMode.SelectRead))
            {
                return; // it went away, or says what nobody asked
            }

            await Pause(rest);
        }
    }

    private async Task Pause(TimeSpan rest)
    {
        try
        {
            await Task.Delay(rest, over);
        }
        catch (OperationCanceledException)
        {
            return; // the run is over: what waits is shown at once
        }
    }

    private async Task TellSkipped(Tap tap, bool isOver)
    {
        if (tap.Skipped > _told && !isOver && Stopwatch.GetElapsedTime(_toldAt) >= SkippedEvery)
        {
            (_told, _toldAt) = (tap.Skipped, Stopwatch.GetTimestamp());
            await Send(new JsonObject { ["skipped"] = _told });
        }
    }

    private Task Send(JsonObject line) => Send(new ReadOnlyMemory<byte>([.. JsonSerializer.SerializeToUtf8Bytes(line, Plain), (byte)'\n']), over.IsCancellationRequested);

    private async Task Send(ReadOnlyMemory<byte> lines, bool isOver)
    {
        using var within = new CancellationTokenSource(isOver ? LastSendWithin : SendWithin);
        while (lines.Length > 0)
        {
            lines = lines[await client.SendAsync(lines, within.Token)..];
        }
    }
}
