using System.Runtime.CompilerServices;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Redis;

/// <summary>Reads events off a Redis stream: in a live run as a consumer of a group, which loses none when it is killed; else what the stream holds.</summary>
/// <remarks>
/// <para>Out: rows <c>ts</c>, the server's time of the entry; <c>id</c>, its name; <c>event</c>, the JSON text in its field <c>event</c>, as it came. Stream time is that of the entry, its number within the millisecond counted as
/// nanoseconds.</para>
/// <para>In a live run it reads with <c>XREADGROUP</c>, and acknowledges an entry when every sink that it reaches has written what it caused (sinks of files: when they end). After a crash it begins with what it had taken and not
/// acknowledged; what a consumer that is gone left behind is taken over after <c>reclaim_after</c>. So an event comes at least once: again after a crash, at most as many as were under way, and again when <c>rebuild</c> says
/// so. <c>open_envelope</c> drops what came before by the identity in the event; <c>dedupe</c> by <c>id</c> does for others. It does not ask while the pipeline is behind; what waits then, waits in the server, and is its lag: entries
/// the group has not been given, as the newest read told.</para>
/// <para>When the server does not answer it tries again, with pauses that double up to 2 s, and goes on behind the last entry. Entries that were removed before they were read, or that a server came back without, are told as an error
/// row with their count, where the server knows it. With <c>rebuild</c> operators know what they knew before a restart, as far back as that.</para>
/// <para>Edge cases: an entry without the field, or whose text is no JSON, is an error row, and acknowledged; an entry taken over keeps its <c>ts</c>, and its stream time is that of the newest; in a replay, or with <c>once</c>, nothing is acknowledged,
/// the group is left alone, and entries added meanwhile are left out.</para>
/// <para>Emits a batch of what has come, up to 200 entries; holds nothing back, and vouches for stream time once it has read to the end of the stream; completes never, or with the last entry under <c>once</c>; fails when the server
/// refuses a command, or does not answer for <c>wait</c>. No warm-up. Cost: a round trip a batch. Memory: two batches, and the ids that are not acknowledged. Position: the last entry under <c>once</c>; else the
/// server's.</para>
/// </remarks>
[Operator("redis_stream", OperatorKind.Source)]
public sealed class RedisStreamSource(RedisStreamSourceOptions options) : Source
{
    private const int MostEntries = 200;
    private const long NsPerTick = 100;
    private const long Unknown = -1;

    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(2);

    private RedisServer? _server;
    private Acknowledger? _acknowledger;
    private TimeProvider? _clock;
    private long _quietUntil = StreamTime.Start;
    private long _frontier = StreamTime.Start;
    private string _position = "";
    private long _gaps;
    private long _lag = Unknown;
    private bool _closes;

    /// <inheritdoc/>
    public override bool ClosesAtEnd => _closes;

    /// <inheritdoc/>
    public override bool Vouches => !options.Once;

    /// <inheritdoc/>
    public override long QuietUntil => Interlocked.Read(ref _quietUntil);

    /// <inheritdoc/>
    public override bool Acknowledges => !options.Once;

    /// <inheritdoc/>
    public override long? Lag => Interlocked.Read(ref _lag) is var lag && lag == Unknown ? null : lag;

    /// <inheritdoc/>
    public override long? Gaps => Interlocked.Read(ref _gaps);

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        _server = RedisServer.Bind(scope, "server", options.Server, options.User, options.Password);
        return [new PortShape(StreamRows.Schema)];
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<Delivery> Read(SourceContext context, CancellationToken stop) => options.Once || context.IsReplay ? ReadOnce(context, stop) : ReadGroup(context, stop);

    /// <inheritdoc/>
    public override void Completed(long deliveries) => _acknowledger?.Complete(deliveries);

    /// <inheritdoc/>
    public override async ValueTask Close()
    {
        if (_acknowledger is not null)
        {
            await _acknowledger.Close(_clock!, CloseTime).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
        state.Write("entry", _position);
        state.Write("frontier", _frontier);
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _position = state.Read<string>("entry");
        _frontier = state.Read<long>("frontier");
    }

    private async IAsyncEnumerable<Delivery> ReadOnce(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        using var client = _server!.Client(context.Clock, context.Node);
        var rows = new StreamRows(context) { Frontier = _frontier };
        var most = Math.Min(MostEntries, context.BatchMax);
        var last = (await Ask(client, new RespRequest("XREVRANGE", options.Stream, "+", "-", "COUNT", "1"), stop).ConfigureAwait(false)).Items is [{ } newest] ? newest.Item(0).Text : "";
        while (last.Length > 0)
        {
            var from = _position.Length == 0 ? "-" : "(" + _position;
            var entries = (await Ask(client, new RespRequest("XRANGE", options.Stream, from, last, "COUNT", most.ToString(System.Globalization.CultureInfo.InvariantCulture)), stop).ConfigureAwait(false)).Items;
            if (entries.Count == 0)
            {
                break;
            }

            foreach (var entry in entries)
            {
                _position = rows.Add(entry).ToString();
            }

            _frontier = rows.Frontier;
            yield return rows.Take();
        }

        _closes = true;
    }

    private async IAsyncEnumerable<Delivery> ReadGroup(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        _clock = context.Clock;
        using var client = _server!.Client(context.Clock, context.Node);
        _acknowledger = new Acknowledger(_server.Client(context.Clock, context.Node + ".ack"), options.Stream, options.Group);
        var rows = new StreamRows(context) { Frontier = _frontier };
        var reader = new GroupReader(client, options, Math.Min(MostEntries, context.BatchMax), context.Clock, _acknowledger);
        var deliveries = 0L;
        var lostSince = context.Clock.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            // while it is behind, it vouches for nothing; a server that is not there is as silent as a venue
            IReadOnlyList<RespReply> entries = [];
            RedisUnavailableException? lost = null;
            try
            {
                entries = await reader.Read(stop).ConfigureAwait(false);
                lostSince = context.Clock.GetTimestamp();
            }
            catch (RedisUnavailableException unavailable)
            {
                lost = unavailable;
            }

            if (lost is not null)
            {
                reader.Lost();
                Interlocked.Exchange(ref _lag, Unknown);
                Interlocked.Exchange(ref _quietUntil, StreamTime.Never);
                await client.Pause(lost, lostSince, TimeSpan.FromTicks(options.Wait.Nanoseconds / NsPerTick), stop).ConfigureAwait(false);
                continue;
            }

            Interlocked.Exchange(ref _quietUntil, StreamTime.Start);
            Interlocked.Exchange(ref _lag, reader.Lag ?? Unknown);
            if (_acknowledger.Failure is { } refused)
            {
                throw refused;
            }

            if (reader.Gap is { } gap)
            {
                reader.Gap = null;
                rows.Gap(gap.What, gap.Where);
                Interlocked.Increment(ref _gaps);
                deliveries++;
                yield return rows.Take();
            }

            if (entries.Count > 0)
            {
                var ids = new EntryId[entries.Count];
                for (var i = 0; i < ids.Length; i++)
                {
                    ids[i] = rows.Add(entries[i]);
                }

                _acknowledger.Deliver(++deliveries, ids);
                _frontier = rows.Frontier;
                yield return rows.Take();
            }

            if (reader.IsAtEnd)
            {
                Interlocked.Exchange(ref _quietUntil, StreamTime.Never);
            }
        }
    }

    private async Task<RespReply> Ask(RedisClient client, RespRequest request, CancellationToken stop)
    {
        var reply = (await client.AskUntilAnswered(request, AnswerTime, TimeSpan.FromTicks(options.Wait.Nanoseconds / NsPerTick), stop).ConfigureAwait(false))[0];
        RedisClient.ThrowOnError(client.Server, reply);
        return reply;
    }
}
