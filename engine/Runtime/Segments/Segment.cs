using System.Collections.Concurrent;
using System.Reactive.Subjects;
using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>
/// All synchronous nodes that hang together, run by one thread at a time, in <see cref="Turns"/>. A turn goes on while every outlet has credit, taking from the inlet with the smallest frontier, and yields after a quota
/// (DESIGN § 6).
/// </summary>
internal sealed class Segment : IConsumer, IDisposable
{
    /// <summary>Rows that merges of a segment may hold before an inlet that is full is left waiting for one that is behind.</summary>
    public const long HoldLimit = 65_536;

    private const int Quota = 32;

    private readonly LiveTime? _live;
    private readonly ITimer? _alarm;
    private readonly Turns _turns;
    private readonly RunOptions _options;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Inlet> _inlets = [];
    private readonly List<Edge> _outlets = [];
    private readonly List<IStage> _stages = [];
    private readonly List<AnswerStage> _answers = [];
    private readonly ConcurrentQueue<Action> _questions = new();
    private long _newestAt = StreamTime.Start;
    private long _waitsSince = -1;
    private long _waitsFor = StreamTime.Start;
    private long _alarmAt = StreamTime.Never;
    private int _ahead;
    private int _ended;
    private Relay? _relay;
    private volatile bool _stopped;

    /// <param name="options">Of the run.</param>
    /// <param name="live">Stream time in silence; null in a replay, where nothing waits for a clock.</param>
    public Segment(RunOptions options, LiveTime? live = null)
    {
        _options = options;
        _live = live;
        Cost = new TurnCost(options.Clock);
        _alarm = live?.Clock.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _turns = new Turns(Turn, options.Scheduler);
    }

    /// <summary>Told when a turn fails.</summary>
    public Action<Exception>? Failed { get; set; }

    /// <summary>Ends when every inlet has ended and was worked off, or after a failure. (A block's own completion would come on the thread pool.)</summary>
    public Task Done => _done.Task;

    public TurnCost Cost { get; }

    /// <summary>Where its time is measured; null when it is not.</summary>
    public ActorTime? Time { get; init; }

    public void AddInlet(Edge edge, IObserver<Batch>[] readers)
    {
        var stream = new Subject<Batch>();
        foreach (var reader in readers)
        {
            stream.Subscribe(reader);
        }

        edge.Consumer = this;
        _inlets.Add(new Inlet(edge, stream));
    }

    public void AddOutlet(Edge edge)
    {
        edge.Producer = this;
        _outlets.Add(edge);
    }

    public void AddStage(IStage stage)
    {
        _stages.Add(stage);
        if (stage is AnswerStage answers)
        {
            _answers.Add(answers);
        }
    }

    public void Wake() => _turns.Ask();

    public void TakeTurn() => _turns.Run();

    /// <summary>Runs something that only looks, on the segment's own thread between two batches.</summary>
    public void Ask(Action question)
    {
        _questions.Enqueue(question);
        Wake();
    }

    /// <summary>Ends the segment without working off what is queued.</summary>
    public void Stop()
    {
        _stopped = true;
        Wake();
    }

    public void Dispose()
    {
        _alarm?.Dispose();
        foreach (var stage in _stages)
        {
            stage.Dispose();
        }

        foreach (var inlet in _inlets)
        {
            inlet.Edge.Clear();
            inlet.Stream.Dispose();
        }
    }

    private void Turn()
    {
        Time?.Enter(ActorState.Busy);
        var then = ActorState.Idle;
        _relay ??= new Relay(_outlets, Cost, _options, Time);
        while (_questions.TryDequeue(out var question))
        {
            question();
        }

        try
        {
            for (var left = Quota; !_stopped; left--)
            {
                if (left == 0)
                {
                    Wake();
                    then = ActorState.Busy;
                    break;
                }

                if (!_outlets.TrueForAll(edge => edge.HasCredit))
                {
                    then = ActorState.BackPressured;
                    break;
                }

                if (!Step())
                {
                    break;
                }

                _relay.Pass();
            }
        }
        catch (Exception failure)
        {
            _stopped = true;
            Failed?.Invoke(failure);
        }

        _relay.Flush();
        Time?.Enter(_stopped ? ActorState.Idle : then);
        if (_stopped)
        {
            _done.TrySetResult();
        }
    }

    private bool Step()
    {
        foreach (var inlet in _inlets)
        {
            if (!inlet.HasEnded && inlet.Edge.IsCompleted && inlet.Edge.IsEmpty)
            {
                inlet.HasEnded = true;
                inlet.Stream.OnCompleted();
                if (++_ended == _inlets.Count)
                {
                    Pump();
                    _answers.ForEach(a => a.Complete());
                    _stopped = true;
                    return false;
                }
            }
        }

        if (Next() is not { } next || !next.Edge.TryTake(out var batch))
        {
            return _live is not null && Vouch(_live);
        }

        var begun = Cost.Begin();
        try
        {
            _newestAt = batch.Count > 0 ? Math.Max(_newestAt, batch.At(batch.Count - 1)) : _newestAt;
            next.Stream.OnNext(batch);
            Pump();
        }
        finally
        {
            next.Edge.Return(batch);
        }

        Cost.End(begun);
        return true;
    }

    /// <summary>
    /// The inlet with the smallest frontier that has something. When the smallest is empty, one further on, as long as merges may hold more: one that is full; and in a live run any, for some batches, so that one call
    /// upon the quiet sources serves several.
    /// </summary>
    private Inlet? Next()
    {
        var least = long.MaxValue;
        Inlet? best = null;
        foreach (var inlet in _inlets)
        {
            if (!inlet.HasEnded)
            {
                var frontier = inlet.Edge.Frontier;
                least = Math.Min(least, frontier);
                best = (best is null || frontier < best.Edge.Frontier) && !inlet.Edge.IsEmpty ? inlet : best;
            }
        }

        if (best is null || best.Edge.Frontier <= least)
        {
            _ahead = 0;
            return best;
        }

        if (HeldRows() >= HoldLimit)
        {
            return null;
        }

        if (_live is not null && (_live.Wait > TimeSpan.Zero || _ahead < Quota))
        {
            _ahead++;
            return best;
        }

        Inlet? full = null;
        foreach (var inlet in _inlets)
        {
            full = !inlet.HasEnded && (full is null || inlet.Edge.Frontier < full.Edge.Frontier) && !inlet.Edge.IsEmpty && !inlet.Edge.HasCredit ? inlet : full;
        }

        return full;
    }

    /// <summary>
    /// Of a live run, when nothing can be taken: if a merge holds rows, a timer is due or somebody behind waits, the quiet live sources vouch for the time that is waited for. False when stream time stands still.
    /// </summary>
    private bool Vouch(LiveTime live)
    {
        var asked = StreamTime.Start;
        foreach (var outlet in _outlets)
        {
            asked = Math.Max(asked, outlet.Asked);
        }

        var next = StreamTime.Never;
        foreach (var stage in _stages)
        {
            next = Math.Min(next, stage.NextEvent);
        }

        if (next < live.Now)
        {
            asked = Math.Max(asked, next + 1);
        }

        if (_newestAt < StreamTime.End && HeldRows() > 0)
        {
            asked = Math.Max(asked, _newestAt + 1);
        }

        if (!IsBehind(asked))
        {
            _waitsSince = -1;
            SetAlarm(live.Until(next), next);
            return false;
        }

        if (live.Wait > TimeSpan.Zero && !HasWaited(live, ref asked))
        {
            return false;
        }

        var moved = false;
        _ahead = 0;
        foreach (var inlet in _inlets)
        {
            var edge = inlet.Edge;
            if (edge.Frontier >= asked || inlet.HasEnded)
            {
                continue;
            }

            if (edge.Voucher is null)
            {
                edge.Ask(asked);
            }
            else if (edge.Voucher.Vouch(edge, asked) is var granted && granted > edge.Frontier)
            {
                moved = true;
                edge.Advance(granted);
                using var punctuation = Batch.Punctuation(edge.Schema, granted);
                inlet.Stream.OnNext(punctuation);
                Pump();
            }
        }

        return moved;
    }

    private bool IsBehind(long asked)
    {
        foreach (var inlet in _inlets)
        {
            if (!inlet.HasEnded && inlet.Edge.Frontier < asked)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether what is asked for was waited for long enough (<c>time.wait</c>); if not, the segment is woken when it was. Rows go on being taken meanwhile, so what was asked when the wait began is what may be asked at its end.
    /// </summary>
    private bool HasWaited(LiveTime live, ref long asked)
    {
        if (_waitsSince < 0 || !IsBehind(_waitsFor))
        {
            (_waitsSince, _waitsFor) = (live.Clock.GetTimestamp(), asked);
        }

        var left = live.Wait - live.Clock.GetElapsedTime(_waitsSince);
        if (left > TimeSpan.Zero)
        {
            _alarmAt = StreamTime.Never;
            _alarm!.Change(left, Timeout.InfiniteTimeSpan);
            return false;
        }

        asked = _waitsFor;
        _waitsSince = -1;
        return true;
    }

    private void Ring()
    {
        Interlocked.Exchange(ref _alarmAt, StreamTime.Never);
        Wake();
    }

    private void SetAlarm(TimeSpan due, long at)
    {
        if (at != Interlocked.Read(ref _alarmAt))
        {
            _alarmAt = due == Timeout.InfiniteTimeSpan ? StreamTime.Never : at;
            _alarm!.Change(due, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Takes loops as far as what has come allows.</summary>
    private void Pump()
    {
        for (var moved = _answers.Count > 0; moved;)
        {
            moved = false;
            foreach (var answers in _answers)
            {
                moved |= answers.Pump();
            }
        }
    }

    private long HeldRows()
    {
        var rows = 0L;
        foreach (var stage in _stages)
        {
            rows += stage.HeldRows;
        }

        return rows;
    }

    /// <summary>An edge that ends here, and what reads it.</summary>
    private sealed class Inlet(Edge edge, Subject<Batch> stream)
    {
        public Edge Edge => edge;

        public Subject<Batch> Stream => stream;

        /// <summary>Whether its readers were told that nothing follows.</summary>
        public bool HasEnded { get; set; }
    }
}
