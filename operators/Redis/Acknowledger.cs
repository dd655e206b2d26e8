namespace StreamEngine.Redis;

/// <summary>Acknowledges entries as the deliveries they came in are worked off, over a connection of its own, so that a read that waits holds no acknowledgement up. One that fails is tried again.</summary>
/// <param name="client">The connection.</param>
/// <param name="stream">Key of the stream.</param>
/// <param name="group">The group.</param>
internal sealed class Acknowledger(RedisClient client, string stream, string group)
{
    private const int MostIds = 1_000;

    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Queue<(long Delivery, IReadOnlyList<EntryId> Ids)> _open = new();
    private readonly Queue<EntryId> _due = new();
    private readonly HashSet<EntryId> _held = [];
    private readonly CancellationTokenSource _stop = new();
    private Task _sending = Task.CompletedTask;

    /// <summary>Why it cannot go on; null while it can.</summary>
    public RedisRefusedException? Failure { get; private set; }

    /// <summary>A delivery, counted from 1, has these entries.</summary>
    public void Deliver(long delivery, IReadOnlyList<EntryId> ids)
    {
        lock (_lock)
        {
            _open.Enqueue((delivery, ids));
            _held.UnionWith(ids);
        }
    }

    /// <summary>Whether an entry was delivered and is not acknowledged: it is under way.</summary>
    public bool Holds(EntryId id)
    {
        lock (_lock)
        {
            return _held.Contains(id);
        }
    }

    /// <summary>The first deliveries have been worked off.</summary>
    public void Complete(long deliveries)
    {
        lock (_lock)
        {
            while (_open.TryPeek(out var open) && open.Delivery <= deliveries)
            {
                foreach (var id in _open.Dequeue().Ids)
                {
                    _due.Enqueue(id);
                }
            }

            if (_due.Count > 0 && _sending.IsCompleted && Failure is null)
            {
                _sending = Send();
            }
        }
    }

    /// <summary>Waits a moment for what is due.</summary>
    public async Task Close(TimeProvider clock, TimeSpan wait)
    {
        using var late = new CancellationTokenSource(wait, clock);
        await Task.WhenAny(_sending, Task.Delay(wait, clock, late.Token)).ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        client.Dispose();
    }

    private async Task Send()
    {
        await Task.Yield();
        try
        {
            while (Next() is var (request, ids) && request.Count > 0)
            {
                RedisClient.ThrowOnError(client.Server, (await client.AskUntilAnswered(request, AnswerTime, TimeSpan.MaxValue, _stop.Token).ConfigureAwait(false))[0]);
                lock (_lock)
                {
                    _held.ExceptWith(ids);
                }
            }
        }
        catch (RedisRefusedException refused)
        {
            Failure = refused; // the source's next read fails with it
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // not acknowledged: delivered again at the next start
        }
    }

    private (RespRequest Request, IReadOnlyList<EntryId> Ids) Next()
    {
        lock (_lock)
        {
            var ids = new List<EntryId>(Math.Min(_due.Count, MostIds));
            while (ids.Count < MostIds && _due.TryDequeue(out var id))
            {
                ids.Add(id);
            }

            if (ids.Count == 0)
            {
                _sending = Task.CompletedTask; // what becomes due from here on begins anew
                return (new RespRequest(), ids);
            }

            var request = new RespRequest().Begin(ids.Count + 3).Argument("XACK"u8).Argument(stream).Argument(group);
            foreach (var id in ids)
            {
                request.Argument(id.ToString());
            }

            return (request, ids);
        }
    }
}
