using System.Threading.Channels;
using StreamEngine.Data;

namespace StreamEngine.Replay.Playing;

/// <summary>Brings rows that are played to the sources of a pipeline that they stand in for. Each source learns from the rows of the others how far stream time has come.</summary>
public sealed class PlayQueue : IPlayTarget
{
    private const int Waiting = 4;

    private readonly List<Channel<(PlayedFile? From, Batch? Rows, long Frontier)>> _queues = [];
    private readonly Lock _lock = new();
    private Playback? _playback;
    private Task? _playing;

    /// <inheritdoc/>
    public bool MayRunBack => false;

    /// <summary>Whether the rows came to their own end.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The playing that fills the queues; begins when the first source is pulled.</summary>
    public void Attach(Playback playback) => _playback = playback;

    /// <summary>Adds a source; gives its number.</summary>
    public int AddSource()
    {
        _queues.Add(Channel.CreateBounded<(PlayedFile?, Batch?, long)>(Waiting));
        return _queues.Count - 1;
    }

    /// <summary>What comes for a source: rows, or only how far stream time has come.</summary>
    public IAsyncEnumerable<(PlayedFile? From, Batch? Rows, long Frontier)> Of(int source, ReadScope scope, CancellationToken stop)
    {
        lock (_lock)
        {
            _playing ??= Task.Run(() => Play(scope, stop), CancellationToken.None);
        }

        return _queues[source].Reader.ReadAllAsync(stop);
    }

    /// <inheritdoc/>
    public async ValueTask Give(PlayedFile from, Batch rows, CancellationToken stop)
    {
        var at = rows.Frontier;
        await _queues[from.Target].Writer.WriteAsync((from, rows, at), stop);
        for (var i = 0; i < _queues.Count; i++)
        {
            if (i != from.Target)
            {
                _queues[i].Writer.TryWrite((null, null, at)); // a full queue has more to tell already
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask Flush() => ValueTask.CompletedTask;

    private async Task Play(ReadScope scope, CancellationToken stop)
    {
        Exception? failure = null;
        try
        {
            await _playback!.Run(scope, stop);
            HasEnded = !_playback.IsStopped && !stop.IsCancellationRequested;
        }
        catch (Exception e)
        {
            failure = stop.IsCancellationRequested ? null : e;
        }

        foreach (var queue in _queues)
        {
            queue.Writer.TryComplete(failure);
        }
    }
}
