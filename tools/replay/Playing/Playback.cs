using System.Threading.Channels;
using StreamEngine.Data;

namespace StreamEngine.Replay.Playing;

/// <summary>
/// Plays recordings as one stream, by stream time, then by their order, then by row; each row when it is due. Commands are done between rows, and answered when they are done. Time is that of the clock handed
/// in alone.
/// </summary>
public sealed class Playback
{
    private const double Fastest = 1e9;

    private static readonly TimeSpan ShortestTimer = TimeSpan.FromMilliseconds(1);

    private readonly IReadOnlyList<PlayedFile> _files;
    private readonly IPlayTarget _target;
    private readonly TimeProvider _clock;
    private readonly Playhead _head;
    private readonly bool _waitsAtEnd;
    private readonly Channel<(PlayCommand Command, TaskCompletionSource<PlayAnswer> Answer)> _commands = Channel.CreateUnbounded<(PlayCommand, TaskCompletionSource<PlayAnswer>)>();
    private ReadScope _scope = null!;
    private TaskCompletionSource<PlayAnswer>? _stepping;
    private long _stepRows;
    private long _stepUntil;
    private long _row;
    private long? _at;
    private bool _loops;
    private bool _isStopped;
    private bool _isClosed;

    /// <param name="files">What to play; their order is their rank.</param>
    /// <param name="target">Where rows go.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="options">How it begins.</param>
    public Playback(IReadOnlyList<PlayedFile> files, IPlayTarget target, TimeProvider clock, PlaybackOptions options)
    {
        _files = files;
        _target = target;
        _clock = clock;
        _loops = options.Loops;
        _waitsAtEnd = options.WaitsAtEnd;
        _head = new Playhead(clock, options.Speed);
        if (options.IsPaused)
        {
            _head.Pause(null);
        }
    }

    /// <summary>Whether it was told to stop before the end.</summary>
    public bool IsStopped => _isStopped;

    /// <summary>The newest stream time that is due by the clock; at full speed the largest there is.</summary>
    public long Due => _head.Due;

    /// <summary>Where it is. For the thread that asks, a moment ago.</summary>
    public PlayState State => new(_isClosed || (_files.All(f => !f.HasNext) && _scope is not null) ? "ended" : _head.IsPaused ? "paused" : "playing", _row, _at, _head.Speed, _loops);

    /// <summary>Does a command, and answers when it is done.</summary>
    public Task<PlayAnswer> Do(PlayCommand command)
    {
        var answer = new TaskCompletionSource<PlayAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_commands.Writer.TryWrite((command, answer)))
        {
            answer.SetResult(new PlayAnswer(command.Do, State, "the playing has ended"));
        }

        return answer.Task;
    }

    /// <summary>No more commands come: it plays on to the end, also where it stood still.</summary>
    public void EndCommands() => _commands.Writer.TryComplete();

    /// <summary>Plays to the end, or until it is told to stop.</summary>
    /// <param name="scope">What readings are handed.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="IOException">A recording is gone, cut off or damaged.</exception>
    public async Task Run(ReadScope scope, CancellationToken stop)
    {
        _scope = scope;
        try
        {
            await Open(null, null, stop);
            while (!_isStopped && !stop.IsCancellationRequested)
            {
                await Obey(stop);
                if (_isStopped)
                {
                    break;
                }

                if (Next() is not { } file)
                {
                    if (!await AtEnd(stop))
                    {
                        break;
                    }
                }
                else if (_stepping is not null || (!_head.IsPaused && file.Head <= _head.Due))
                {
                    await Put(file, stop);
                }
                else
                {
                    await Wait(_head.IsPaused ? null : file.Head, stop);
                }
            }
        }
        finally
        {
            _isClosed = true;
            _commands.Writer.TryComplete();
            FinishStep();
            while (_commands.Reader.TryRead(out var left))
            {
                left.Answer.TrySetResult(new PlayAnswer(left.Command.Do, State, left.Command.Do == PlayVerb.Stop ? null : "the playing has ended"));
            }

            await _target.Flush();
            foreach (var file in _files)
            {
                await file.DisposeAsync();
            }
        }
    }

    private PlayedFile? Next()
    {
        PlayedFile? next = null;
        foreach (var file in _files)
        {
            if (file.HasNext && (next is null || file.Head < next.Head))
            {
                next = file;
            }
        }

        return next;
    }

    /// <summary>Puts out rows of a file that are due and before all others.</summary>
    private async ValueTask Put(PlayedFile file, CancellationToken stop)
    {
        var until = _stepping is null ? _head.Due : _stepRows > 0 ? long.MaxValue : _stepUntil;
        if (file.Head > until)
        {
            FinishStep();
            return;
        }

        var behind = false;
        foreach (var other in _files)
        {
            behind |= ReferenceEquals(other, file);
            if (!ReferenceEquals(other, file) && other.HasNext)
            {
                until = Math.Min(until, behind ? other.Head : other.Head - 1);
            }
        }

        var count = file.CountUntil(until, (int)Math.Min(_scope.BatchMax, _stepRows > 0 ? _stepRows : int.MaxValue));
        var rows = file.Take(count);
        _row += count;
        _at = rows.At(count - 1);
        await _target.Give(file, rows, stop);
        await file.Advance(count, _scope.Pool);
        if (_stepRows > 0 && (_stepRows -= count) == 0)
        {
            FinishStep();
        }
    }

    /// <summary>Nothing is left to play: again, or an answer to who waits, or the end. False when it is over.</summary>
    private async ValueTask<bool> AtEnd(CancellationToken stop)
    {
        FinishStep();
        if (_loops && _row > 0)
        {
            await Open(null, null, stop);
            return true;
        }

        if (!_waitsAtEnd || _commands.Reader.Completion.IsCompleted)
        {
            return false;
        }

        await Wait(null, stop);
        return !_commands.Reader.Completion.IsCompleted;
    }

    private void FinishStep()
    {
        if (_stepping is null)
        {
            return;
        }

        _head.Set(_stepUntil > 0 ? _stepUntil : _at ?? 0);
        _stepRows = _stepUntil = 0;
        var answer = _stepping;
        _stepping = null;
        answer.TrySetResult(new PlayAnswer(PlayVerb.Step, State));
    }

    /// <summary>Waits until a stream time is due (null: for ever), or for a command.</summary>
    private async ValueTask Wait(long? due, CancellationToken stop)
    {
        await _target.Flush();
        if (_commands.Reader.Completion.IsCompleted)
        {
            if (_head.IsPaused)
            {
                _head.Resume(); // nobody is left who could
            }
            else if (due is { } alone)
            {
                await Timer(_head.Until(alone), stop);
            }

            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var command = _commands.Reader.WaitToReadAsync(over.Token).AsTask();
        if (due is { } at)
        {
            var timer = Timer(_head.Until(at), over.Token);
            await Task.WhenAny(command, timer);
        }
        else
        {
            await Task.WhenAny(command);
        }

        await over.CancelAsync();
    }

    /// <summary>Timers go by whole milliseconds: what is left of one is waited for awake, where the clock runs by itself.</summary>
    private async Task Timer(TimeSpan wait, CancellationToken stop)
    {
        if (wait >= ShortestTimer || _clock != TimeProvider.System)
        {
            await Task.Delay(wait < ShortestTimer ? ShortestTimer : TimeSpan.FromMilliseconds(Math.Floor(wait.TotalMilliseconds)), _clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        var until = _clock.GetTimestamp() + (long)(wait.TotalSeconds * _clock.TimestampFrequency);
        while (_clock.GetTimestamp() < until && !stop.IsCancellationRequested)
        {
            Thread.Yield();
        }
    }

    private async ValueTask Obey(CancellationToken stop)
    {
        while (_stepping is null && !_isStopped && _commands.Reader.TryRead(out var asked))
        {
            var (command, answer) = asked;
            try
            {
                if (command.Do == PlayVerb.Step)
                {
                    BeginStep(command, answer);
                    continue;
                }

                var error = await Obey(command, stop);
                await _target.Flush();
                answer.TrySetResult(new PlayAnswer(command.Do, State, error));
            }
            catch (Exception failure)
            {
                answer.TrySetException(failure);
                throw;
            }
        }
    }

    private void BeginStep(PlayCommand command, TaskCompletionSource<PlayAnswer> answer)
    {
        if (!_head.IsPaused)
        {
            _head.Pause(_at);
        }

        _stepping = answer;
        _stepRows = command.Ns is null ? command.Rows ?? 1 : 0;
        _stepUntil = command.Ns is { } ns ? _head.Due + ns : 0;
    }

    /// <summary>Does a command; gives why not, or null.</summary>
    private async ValueTask<string?> Obey(PlayCommand command, CancellationToken stop)
    {
        switch (command.Do)
        {
            case PlayVerb.Pause or PlayVerb.Toggle when !_head.IsPaused:
                _head.Pause(_at);
                return null;
            case PlayVerb.Resume or PlayVerb.Toggle when _head.IsPaused:
                _head.Resume();
                return null;
            case PlayVerb.Speed or PlayVerb.Faster or PlayVerb.Slower:
                _head.ChangeSpeed(Changed(command), _at);
                return null;
            case PlayVerb.Loop:
                return command.On && !_target.MayRunBack ? "what rows are given to does not run back in stream time: it cannot loop" : Loop(command.On);
            case PlayVerb.Stop:
                _isStopped = true;
                return null;
            case PlayVerb.Skip:
                return await Seek(null, (_head.Due == long.MaxValue ? _at ?? 0 : _head.Due) + command.Ns!.Value, stop);
            case PlayVerb.Seek:
                return await Seek(command.Rows - 1, command.Ns, stop);
            default:
                return null;
        }
    }

    private string? Loop(bool on)
    {
        _loops = on;
        return null;
    }

    private PlaySpeed Changed(PlayCommand command) => command.Do switch
    {
        PlayVerb.Faster => new PlaySpeed(Math.Min(Fastest, _head.Speed.Factor * 2)),
        PlayVerb.Slower => new PlaySpeed(_head.Speed.IsMax ? 1 : Math.Max(1 / Fastest, _head.Speed.Factor / 2)),
        _ => command.Speed!.Value,
    };

    private async ValueTask<string?> Seek(long? row, long? at, CancellationToken stop)
    {
        if (!_target.MayRunBack && (row is { } number ? number < _row : _at is { } last && at <= last))
        {
            return "what rows are given to does not run back in stream time: seek behind the row that was put out last";
        }

        await Open(row, at, stop);
        return null;
    }

    /// <summary>Goes to the beginning, a row in the order of playing (from 0), or an instant; the playhead stands at the row that is there.</summary>
    private async ValueTask Open(long? row, long? at, CancellationToken stop)
    {
        var isDirect = _files is [{ IsFiltered: false }];
        _row = row ?? 0;
        foreach (var file in _files)
        {
            var number = await file.Open(isDirect ? row : null, at, _scope, stop);
            _row = isDirect ? number : _row;
        }

        for (var left = isDirect ? 0 : row ?? 0; left > 0 && Next() is { } next; left--)
        {
            await next.Advance(1, _scope.Pool);
        }

        _at = null;
        _head.Set(Next()?.Head ?? at ?? 0);
    }
}
