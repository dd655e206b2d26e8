namespace StreamEngine.Redis;

/// <summary>Reads a stream as a consumer of a group: first what this consumer took and did not acknowledge (or, to rebuild, all since a while), then what is new, and now and then what others left behind.</summary>
internal sealed class GroupReader(RedisClient client, RedisStreamSourceOptions options, int most, TimeProvider clock, Acknowledger acknowledger)
{
    private const long NsPerMs = 1_000_000;
    private const long NsPerTick = 100;

    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Block = TimeSpan.FromSeconds(1);

    private readonly string _count = Text(most);
    private readonly TimeSpan _reclaimEvery = TimeSpan.FromTicks(options.ReclaimAfter.Nanoseconds / NsPerTick / 2);
    private Stage _stage = options.Rebuild.Nanoseconds > 0 ? Stage.Rebuild : Stage.Pending;
    private EntryId _next = EntryId.Zero;
    private EntryId _last = EntryId.Zero;
    private EntryId _rebuilt = EntryId.Zero;
    private string _claimFrom = "0-0";
    private long _claimed = clock.GetTimestamp();
    private long _told;
    private bool _hasRead;
    private bool _isReady;

    private enum Stage
    {
        Rebuild,
        Rebuilding,
        Pending,
        New,
    }

    /// <summary>Whether the newest read gave all there is: what comes later is not there yet.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Entries of the stream that the group has not been given yet, as the newest read told; null while what was acknowledged is read again, and where the server does not know.</summary>
    public long? Lag { get; private set; }

    /// <summary>What was found missing since it was last asked: what, and where.</summary>
    public (string What, string Where)? Gap { get; set; }

    /// <summary>The next entries, as <c>XRANGE</c> gives them; none when there are none within a second, or a step was made towards some.</summary>
    /// <exception cref="RedisUnavailableException">No answer; ask again later.</exception>
    public async Task<IReadOnlyList<RespReply>> Read(CancellationToken stop)
    {
        if (!_isReady)
        {
            await MakeReady(stop).ConfigureAwait(false);
        }

        try
        {
            return _stage switch
            {
                Stage.Rebuild => await BeginRebuild(stop).ConfigureAwait(false),
                Stage.Rebuilding => await Rebuild(stop).ConfigureAwait(false),
                Stage.Pending => await Pending(stop).ConfigureAwait(false),
                _ when clock.GetElapsedTime(_claimed) >= _reclaimEvery => await Reclaim(stop).ConfigureAwait(false),
                _ => await New(stop).ConfigureAwait(false),
            };
        }
        catch (GroupGoneException)
        {
            // the server came back without the group
            _isReady = false;
            return [];
        }
    }

    /// <summary>There was no answer: what is new may be more than one read holds, and the server may be another.</summary>
    public void Lost()
    {
        IsAtEnd = false;
        Lag = null;
        _isReady = false;
        if (_stage == Stage.New)
        {
            // an answer that was lost on the way has been counted as taken by this consumer
            (_stage, _next) = (Stage.Pending, _last);
        }
    }

    private async Task MakeReady(CancellationToken stop)
    {
        var made = (await client.Ask(new RespRequest("XGROUP", "CREATE", options.Stream, options.Group, "0", "MKSTREAM"), AnswerTime, stop).ConfigureAwait(false))[0];
        if (!made.IsErrorOf("BUSYGROUP"))
        {
            RedisClient.ThrowOnError(client.Server, made);
            if (_hasRead)
            {
                Gap = ($"stream '{options.Stream}' was gone with what was in it and not yet read; it is read anew from its oldest entry", $"behind {_last}");
            }
        }

        _isReady = true;
    }

    private async Task<IReadOnlyList<RespReply>> BeginRebuild(CancellationToken stop)
    {
        var replies = await Ask(new RespRequest("XINFO", "GROUPS", options.Stream).Add("XPENDING", options.Stream, options.Group).Add("XREVRANGE", options.Stream, "+", "-", "COUNT", "1"), AnswerTime, stop).ConfigureAwait(false);
        _rebuilt = EntryId.Of(OfGroup(replies[0]).Find("last-delivered-id"));
        if (replies[2].Items.Count == 0 || _rebuilt == EntryId.Zero)
        {
            _stage = Stage.Pending;
            return [];
        }

        EntryId.TryParse(EntryId.Of(replies[2].Item(0).Item(0)).Before(options.Rebuild.Nanoseconds / NsPerMs), out _next);
        if (replies[1].Item(0).Number > 0 && EntryId.Of(replies[1].Item(1)) is var oldest && oldest.CompareTo(_next) < 0)
        {
            _next = oldest; // what was not acknowledged comes again in any case
        }

        _stage = Stage.Rebuilding;
        return [];
    }

    private async Task<IReadOnlyList<RespReply>> Rebuild(CancellationToken stop)
    {
        var entries = (await Ask(new RespRequest("XRANGE", options.Stream, _next.ToString(), _rebuilt.ToString(), "COUNT", _count), AnswerTime, stop).ConfigureAwait(false))[0].Items;
        if (entries.Count < most)
        {
            _stage = Stage.New;
        }

        if (entries.Count > 0)
        {
            _next = EntryId.Of(entries[^1].Item(0));
            _next = _next with { Sequence = _next.Sequence + 1 };
        }

        return Taken(entries);
    }

    private async Task<IReadOnlyList<RespReply>> Pending(CancellationToken stop)
    {
        var reply = (await Ask(ReadGroup(_next.ToString()), AnswerTime, stop).ConfigureAwait(false))[0];
        var entries = Entries(reply);
        if (entries.Count == 0)
        {
            _stage = Stage.New;
        }
        else
        {
            _next = EntryId.Of(entries[^1].Item(0));
        }

        return Taken(entries);
    }

    private async Task<IReadOnlyList<RespReply>> Reclaim(CancellationToken stop)
    {
        var claim = new RespRequest("XAUTOCLAIM", options.Stream, options.Group, options.Consumer, Text(options.ReclaimAfter.Nanoseconds / NsPerMs), _claimFrom, "COUNT", _count);
        var reply = (await Ask(claim, AnswerTime, stop).ConfigureAwait(false))[0];
        _claimFrom = reply.Item(0).Text;
        if (_claimFrom == "0-0")
        {
            _claimed = clock.GetTimestamp();
        }

        if (reply.Items.Count > 2 && reply.Item(2).Items is { Count: > 0 } gone)
        {
            Gap = ($"{gone.Count} entries that were taken and not acknowledged are gone", $"{gone[0].Text} to {gone[^1].Text}");
        }

        return Taken([.. reply.Item(1).Items.Where(e => e.Kind == RespKind.List && !acknowledger.Holds(EntryId.Of(e.Item(0))))]);
    }

    private async Task<IReadOnlyList<RespReply>> New(CancellationToken stop)
    {
        if (!IsAtEnd)
        {
            var replies = await Ask(new RespRequest("XINFO", "STREAM", options.Stream).Add("XINFO", "GROUPS", options.Stream).AddRequest(ReadGroup(">")), AnswerTime, stop).ConfigureAwait(false);
            var group = OfGroup(replies[1]);
            LookForTrimmed(replies[0], group);
            var backlog = Entries(replies[2]);
            IsAtEnd = backlog.Count < most;
            Lag = IsAtEnd ? 0 : group.Find("lag") is { Kind: RespKind.Number } lag ? Math.Max(0, lag.Number - backlog.Count) : null;
            return Taken(backlog);
        }

        var entries = Entries((await Ask(ReadGroup(">", Text((long)Block.TotalMilliseconds)), AnswerTime + Block, stop).ConfigureAwait(false))[0]);
        IsAtEnd = entries.Count < most;
        return Taken(entries);
    }

    private RespRequest ReadGroup(string from, string? block = null) => block is null
        ? new RespRequest("XREADGROUP", "GROUP", options.Group, options.Consumer, "COUNT", _count, "STREAMS", options.Stream, from)
        : new RespRequest("XREADGROUP", "GROUP", options.Group, options.Consumer, "COUNT", _count, "BLOCK", block, "STREAMS", options.Stream, from);

    /// <summary>Entries at the head of the stream that were removed before the group read them. The counts of the server tell how many.</summary>
    private void LookForTrimmed(RespReply stream, RespReply group)
    {
        if (stream.Find("first-entry") is not { Kind: RespKind.List } first || group.Find("entries-read").Kind != RespKind.Number)
        {
            return;
        }

        var (oldest, read) = (EntryId.Of(first.Item(0)), EntryId.Of(group.Find("last-delivered-id")));
        var missed = stream.Find("entries-added").Number - stream.Find("length").Number - group.Find("entries-read").Number - _told;
        if (oldest.CompareTo(read) > 0 && missed > 0)
        {
            _told += missed;
            Gap = ($"{missed} entries were removed before the group '{options.Group}' read them", $"behind {read}, before {oldest}");
        }
    }

    private IReadOnlyList<RespReply> Taken(IReadOnlyList<RespReply> entries)
    {
        if (entries.Count > 0)
        {
            _hasRead = true;
            _last = EntryId.Of(entries[^1].Item(0)) is var id && id.CompareTo(_last) > 0 ? id : _last;
        }

        return entries;
    }

    private RespReply OfGroup(RespReply groups)
    {
        foreach (var group in groups.Items)
        {
            if (group.Find("name") is { Kind: RespKind.Text } name && name.Text == options.Group)
            {
                return group;
            }
        }

        throw new GroupGoneException();
    }

    private async Task<IReadOnlyList<RespReply>> Ask(RespRequest request, TimeSpan timeout, CancellationToken stop)
    {
        var replies = await client.Ask(request, timeout, stop).ConfigureAwait(false);
        foreach (var reply in replies)
        {
            if (reply.IsErrorOf("NOGROUP") || reply.IsErrorOf("ERR no such key"))
            {
                throw new GroupGoneException();
            }

            RedisClient.ThrowOnError(client.Server, reply);
        }

        return replies;
    }

    private static IReadOnlyList<RespReply> Entries(RespReply read) => read.Kind == RespKind.Null ? [] : read.Item(0).Item(1).Items;

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>There is no such stream or group.</summary>
    private sealed class GroupGoneException : Exception;
}
