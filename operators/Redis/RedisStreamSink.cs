using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Redis;

/// <summary>Adds events to a Redis stream, one entry an event, and removes old ones.</summary>
/// <remarks>
/// <code>XADD stream * event TEXT        XTRIM stream MINID ~ (time of the newest entry − keep)</code>
/// <para>In: rows with a text of an event, in a column of type json or string. An entry has one field, <c>event</c>. Commands are pipelined, up to 500 entries before an answer is awaited.</para>
/// <para>While the server does not answer, the sink waits and tries again, with pauses that double up to 2 s, so the pipeline stands behind it; when it answers, it goes on. At least once: when an answer is lost, entries whose
/// command had been carried out are added again, up to 500 each time. Events carry their identity, by which <c>open_envelope</c> drops what came before; see docs/decisions/redis.md.</para>
/// <para>Edge cases: a null is left out; nothing is removed while nothing is added; entries are as durable as the server keeps them (its <c>appendonly</c>).</para>
/// <para>Emits nothing into the pipeline; holds nothing back; completes with its input; fails when the server refuses a command, or does not answer for <c>wait</c>. No warm-up. Cost: a round trip for 500 events. Memory: 500 events.</para>
/// </remarks>
[Operator("redis_stream", OperatorKind.Sink)]
public sealed class RedisStreamSink(RedisStreamSinkOptions options) : Sink
{
    private const int MostEntries = 500;
    private const long NsPerMs = 1_000_000;
    private const long NsPerTick = 100;

    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);

    private readonly RespRequest _request = new();
    private RedisServer? _server;
    private RedisClient? _client;
    private int _column;
    private string? _oldest;

    /// <inheritdoc/>
    public override bool WritesThrough => true;

    /// <inheritdoc/>
    public override void Bind(BindScope scope)
    {
        scope.Read(0, options.Column.Name, "column", TypeKind.Json, TypeKind.String);
        _server = RedisServer.Bind(scope, "server", options.Server, options.User, options.Password);
    }

    /// <inheritdoc/>
    public override ValueTask Open(SinkContext context, CancellationToken stop)
    {
        _column = context.Input.IndexOf(options.Column.Name);
        _client = _server!.Client(context.WaitClock, context.Node);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override async ValueTask Write(Batch rows, CancellationToken stop)
    {
        for (var next = 0; next < rows.Count;)
        {
            next = Compose(rows, next);
            if (_request.Count > 0)
            {
                Remember(await _client!.AskUntilAnswered(_request, AnswerTime, TimeSpan.FromTicks(options.Wait.Nanoseconds / NsPerTick), stop).ConfigureAwait(false));
            }
        }
    }

    /// <inheritdoc/>
    public override ValueTask Complete() => Abandon();

    /// <inheritdoc/>
    public override ValueTask Abandon()
    {
        _client?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes the commands of the next rows; gives the row behind them.</summary>
    private int Compose(Batch rows, int next)
    {
        _request.Clear();
        var texts = (TextColumn)rows.Column(_column);
        for (; next < rows.Count && _request.Count < MostEntries; next++)
        {
            var row = rows.Row(next);
            if (!texts.IsNull(row))
            {
                _request.Begin(5).Argument("XADD"u8).Argument(options.Stream).Argument("*"u8).Argument("event"u8).Argument(texts[row]);
            }
        }

        if (_request.Count > 0 && _oldest is not null)
        {
            _request.Add("XTRIM", options.Stream, "MINID", "~", _oldest);
        }

        return next;
    }

    /// <summary>Takes the age of entries from the server's clock, by the newest entry.</summary>
    private void Remember(IReadOnlyList<RespReply> replies)
    {
        foreach (var reply in replies)
        {
            RedisClient.ThrowOnError(_server!, reply);
            if (reply.Kind == RespKind.Text)
            {
                _oldest = EntryId.Of(reply).Before(options.Keep.Nanoseconds / NsPerMs);
            }
        }
    }
}
