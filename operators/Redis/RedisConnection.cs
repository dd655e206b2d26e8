using System.Net.Sockets;

namespace StreamEngine.Redis;

/// <summary>One connection: requests go out as they come, replies are matched to them in order. Once anything goes wrong it is broken, for everybody who waits.</summary>
internal sealed class RedisConnection : IDisposable
{
    private const int MostWaiting = 10_000;

    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly RespReader _reader;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Queue<Waiting> _waiting = new();
    private readonly Lock _lock = new();
    private RedisUnavailableException? _broken;

    private RedisConnection(Socket socket, RespLimits limits)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new RespReader(_stream, limits);
    }

    /// <summary>Whether it can still be used.</summary>
    public bool IsBroken => Volatile.Read(ref _broken) is not null;

    /// <summary>Connects, and is let in with the password if there is one.</summary>
    /// <exception cref="RedisUnavailableException">The server is not there, or answers something else.</exception>
    /// <exception cref="RedisRefusedException">The password is not right.</exception>
    public static async Task<RedisConnection> Open(RedisServer server, RespLimits limits, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, stop).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            socket.Dispose();
            throw failure is SocketException refused ? RedisUnavailableException.Gone($"{server} cannot be reached: {refused.SocketErrorCode}") : failure;
        }

        var connection = new RedisConnection(socket, limits);
        _ = connection.ReadReplies();
        try
        {
            var hello = new RespRequest("PING");
            if (server.Password is { } password)
            {
                // not in the server's words: those of one that is no Redis server could hold what it was sent
                var login = server.User is { } user ? new RespRequest("AUTH", user, password.Reveal()) : new RespRequest("AUTH", password.Reveal());
                if ((await connection.Ask(login, stop).ConfigureAwait(false))[0].IsError)
                {
                    throw new RedisRefusedException($"{server} does not let in {(server.User is null ? "with this password" : $"user '{server.User}' with this password")}");
                }
            }

            RedisClient.ThrowOnError(server, (await connection.Ask(hello, stop).ConfigureAwait(false))[0]);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sends commands and waits for a reply to each. Giving up by <paramref name="stop"/> leaves the replies to be thrown away.</summary>
    public async Task<IReadOnlyList<RespReply>> Ask(RespRequest request, CancellationToken stop)
    {
        var waiting = new Waiting(request.Count);
        await _writing.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            Enqueue(waiting);
            await _stream.WriteAsync(request.Bytes, CancellationToken.None).AsTask().WaitAsync(stop).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            // a command that went out in part ends the connection
            throw Break(failure is IOException or ObjectDisposedException ? "the server broke off" : "a command was given up while it was sent", failure);
        }
        finally
        {
            _writing.Release();
        }

        return await waiting.Replies.WaitAsync(stop).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => Break("the connection was closed", null);

    private void Enqueue(Waiting waiting)
    {
        lock (_lock)
        {
            if (_broken is not null)
            {
                throw _broken;
            }

            if (_waiting.Count == MostWaiting)
            {
                throw RedisUnavailableException.Gone($"more than {MostWaiting} requests wait for an answer");
            }

            _waiting.Enqueue(waiting);
        }
    }

    private async Task ReadReplies()
    {
        try
        {
            while (true)
            {
                var reply = await _reader.Read(CancellationToken.None).ConfigureAwait(false);
                Waiting? whose;
                lock (_lock)
                {
                    if (!_waiting.TryPeek(out whose))
                    {
                        throw RedisUnavailableException.Malformed("a reply came that nobody asked for");
                    }

                    if (whose.Add(reply))
                    {
                        _waiting.Dequeue();
                    }
                    else
                    {
                        whose = null;
                    }
                }

                whose?.Complete();
            }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or SocketException)
        {
            Break("the server broke off", failure);
        }
    }

    private Exception Break(string why, Exception? cause)
    {
        Waiting[] waiting;
        RedisUnavailableException broken;
        lock (_lock)
        {
            broken = _broken ??= cause as RedisUnavailableException ?? RedisUnavailableException.Gone(why);
            waiting = [.. _waiting];
            _waiting.Clear();
        }

        _stream.Dispose();
        foreach (var one in waiting)
        {
            one.Fail(broken);
        }

        return cause is OperationCanceledException or RedisUnavailableException ? cause : broken;
    }

    /// <summary>A request that waits for its replies.</summary>
    private sealed class Waiting(int count)
    {
        private readonly TaskCompletionSource<IReadOnlyList<RespReply>> _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<RespReply> _replies = new(count);

        public Task<IReadOnlyList<RespReply>> Replies => _all.Task;

        public bool Add(RespReply reply)
        {
            _replies.Add(reply);
            return _replies.Count == count;
        }

        public void Complete() => _all.TrySetResult(_replies);

        public void Fail(Exception why)
        {
            _all.TrySetException(why);
            _ = _all.Task.Exception; // nobody may wait any more
        }
    }
}
