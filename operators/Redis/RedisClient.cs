namespace StreamEngine.Redis;

/// <summary>
/// A client of one Redis server: requests of any number of callers over one connection, which is made when it is first needed, and again whenever it was lost, with pauses as <see cref="Backoff"/> draws them. RESP2, without TLS.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="clock">Measures time-outs and pauses.</param>
/// <param name="random">Draws pauses, by a seed.</param>
/// <param name="limits">What a reply may be at most; null for the usual.</param>
public sealed class RedisClient(RedisServer server, TimeProvider clock, Random random, RespLimits? limits = null) : IDisposable
{
    private static readonly string[] Passing = ["LOADING ", "BUSY ", "TRYAGAIN ", "MASTERDOWN ", "CLUSTERDOWN ", "READONLY ", "OOM ", "MISCONF ", "NOREPLICAS "];

    private readonly RespLimits _limits = limits ?? new RespLimits();
    private readonly Backoff _backoff = new(clock, random);
    private readonly SemaphoreSlim _opening = new(1, 1);
    private RedisConnection? _connection;
    private RedisUnavailableException? _failure;
    private bool _isClosed;

    /// <summary>Connections made so far.</summary>
    public long Connections { get; private set; }

    /// <summary>The server.</summary>
    public RedisServer Server => server;

    /// <summary>Asks once; while the server is to be left alone, fails at once.</summary>
    /// <param name="request">The commands.</param>
    /// <param name="timeout">Time until the replies must be there, the connection included. Beyond it the connection is given up.</param>
    /// <param name="stop">Gives up waiting.</param>
    /// <returns>The replies, one a command; errors that pass by themselves (loading, out of memory) are not among them.</returns>
    /// <exception cref="RedisUnavailableException">There is no answer.</exception>
    /// <exception cref="RedisRefusedException">The password is not right.</exception>
    public async Task<IReadOnlyList<RespReply>> Ask(RespRequest request, TimeSpan timeout, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        RedisConnection? connection = null;
        try
        {
            connection = await Connection(either.Token).ConfigureAwait(false);
            var replies = await connection.Ask(request, either.Token).ConfigureAwait(false);
            foreach (var reply in replies)
            {
                if (Passes(reply))
                {
                    throw Failed(RedisUnavailableException.Gone($"{server} answers '{Words(server, reply)}'"));
                }
            }

            _backoff.Succeed();
            return replies;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            connection?.Dispose();
            throw Failed(RedisUnavailableException.Gone($"{server} gave no answer within {timeout.TotalMilliseconds:0} ms"));
        }
        catch (RedisUnavailableException broken) when (connection is { IsBroken: true })
        {
            throw Failed(broken);
        }
    }

    /// <summary>Asks, and again when there was no answer, until there is one: commands may be carried out more than once.</summary>
    /// <param name="request">The commands.</param>
    /// <param name="timeout">Time for each answer.</param>
    /// <param name="patience">Time to go on trying.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="RedisUnavailableException">There was none for so long.</exception>
    public async Task<IReadOnlyList<RespReply>> AskUntilAnswered(RespRequest request, TimeSpan timeout, TimeSpan patience, CancellationToken stop)
    {
        var begun = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await Ask(request, timeout, stop).ConfigureAwait(false);
            }
            catch (RedisUnavailableException unavailable)
            {
                await Pause(unavailable, begun, patience, stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits until the server may be asked again; throws when that would be too long after <paramref name="begun"/>.</summary>
    public async Task Pause(RedisUnavailableException unavailable, long begun, TimeSpan patience, CancellationToken stop)
    {
        if (clock.GetElapsedTime(begun) is var waited && waited >= patience)
        {
            throw new RedisUnavailableException(unavailable.Code, $"{unavailable.Why}; it was tried for {patience.TotalSeconds:0.###} s");
        }

        if (unavailable.Code == RedisCodes.Malformed.Code && _backoff.Left == TimeSpan.Zero)
        {
            // what came was whole, and yet not what the command answers: nothing that follows can be trusted
            Volatile.Read(ref _connection)?.Dispose();
            Failed(unavailable);
        }

        // whole milliseconds, upwards: a shorter delay is none, and would be asked for again and again
        await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(_backoff.Left.TotalMilliseconds))), clock, stop).ConfigureAwait(false);
    }

    /// <summary>Refuses an error.</summary>
    /// <exception cref="RedisUnavailableException">It passes by itself.</exception>
    /// <exception cref="RedisRefusedException">It does not.</exception>
    public static void ThrowOnError(RedisServer server, RespReply reply)
    {
        if (Passes(reply))
        {
            throw RedisUnavailableException.Gone($"{server} answers '{Words(server, reply)}'");
        }

        if (reply.IsError)
        {
            throw new RedisRefusedException($"{server} refuses: {Words(server, reply)}");
        }
    }

    /// <summary>Closes the connection, and makes none any more.</summary>
    public void Dispose()
    {
        _isClosed = true;
        Volatile.Read(ref _connection)?.Dispose();
    }

    private static bool Passes(RespReply reply) => reply.IsError && Array.Exists(Passing, reply.IsErrorOf);

    /// <summary>What a server says of an error, on one line and not all of it; never the password, should it repeat that.</summary>
    private static string Words(RedisServer server, RespReply error)
    {
        const int Longest = 200;
        var text = server.Password?.Reveal() is { Length: > 0 } password ? error.Text.Replace(password, "***", StringComparison.Ordinal) : error.Text;
        return string.Concat((text.Length > Longest ? text[..Longest] + "…" : text).Select(c => char.IsControl(c) ? ' ' : c));
    }

    private async Task<RedisConnection> Connection(CancellationToken stop)
    {
        if (Volatile.Read(ref _connection) is { IsBroken: false } open)
        {
            return open;
        }

        await _opening.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (_connection is { IsBroken: false } made)
            {
                return made;
            }

            if (_isClosed || _backoff.Left > TimeSpan.Zero)
            {
                throw _isClosed ? RedisUnavailableException.Gone("the connection was closed") : new RedisUnavailableException(_failure!.Code, _failure.Why);
            }

            return await Open(stop).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<RedisConnection> Open(CancellationToken stop)
    {
        try
        {
            var connection = await RedisConnection.Open(server, _limits, stop).ConfigureAwait(false);
            Volatile.Write(ref _connection, connection);
            Connections++;
            return connection;
        }
        catch (RedisUnavailableException failure)
        {
            throw Failed(failure);
        }
    }

    private RedisUnavailableException Failed(RedisUnavailableException failure)
    {
        Volatile.Write(ref _failure, failure);
        _backoff.Fail();
        return failure;
    }
}
