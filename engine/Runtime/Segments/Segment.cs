using System.Collections.Concurrent;
using System.Reactive.Subjects;
using System.Threading.Tasks.Dataflow;
using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>
/// All synchronous nodes that hang together, run by one thread at a time: an <see cref="ActionBlock{T}"/> that receives turns, not data. A turn goes on while every outlet has credit,
/// taking from the inlet with the smallest frontier, and yields after a quota (DESIGN § 6).
/// </summary>
internal sealed class Segment : IActor, IDisposable
{
    /// <summary>Rows that merges of a segment may hold before an inlet that is full is left waiting for one that is behind.</summary>
    public const long HoldLimit = 65_536;

    private const int Quota = 32;

    private readonly LiveTime? _live;
    private readonly ITimer? _alarm;
    private readonly ActionBlock<bool> _turns;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(Edge Edge, Subject<Batch> Stream)> _inlets = [];
    private readonly List<Edge> _outlets = [];
    private readonly List<IStage> _stages = [];
    private readonly List<AnswerStage> _answers = [];
    private readonly HashSet<Edge> _ended = [];
    private readonly ConcurrentQueue<Action> _questions = new();
    private long _newestAt = StreamTime.Start;
    private long _idleSince = -1;
    private long _alarmAt = StreamTime.Never;
    private int _waiting;
    private volatile bool _stopped;

    /// <param name="scheduler">Runs the turns.</param>
    /// <param name="live">Stream time in silence; null in a replay, where nothing waits for a clock.</param>
    public Segment(TaskScheduler scheduler, LiveTime? live = null)
    {
        _live = live;
        _alarm = live?.Clock.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _turns = new ActionBlock<bool>(_ => Turn(), new ExecutionDataflowBlockOptions { TaskScheduler = scheduler, MaxDegreeOfParallelism = 1 });
    }

    /// <summary>Told when a turn fails.</summary>
    public Action<Exception>? Failed { get; set; }

    /// <summary>Ends when every inlet has ended and was worked off, or after a failure. (A block's own completion would come on the thread pool.)</summary>
    public Task Done => _done.Task;

    public void AddInlet(Edge edge, IObserver<Batch>[] readers)
    {
        var stream = new Subject<Batch>();
        foreach (var reader in readers)
        {
            stream.Subscribe(reader);
        }

        edge.Consumer = this;
        _inlets.Add((edge, stream));
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

    public void Wake()
    {
        if (Interlocked.Exchange(ref _waiting, 1) == 0)
        {
            _turns.Post(true);
        }
    }

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

        foreach (var (edge, stream) in _inlets)
        {
            edge.Clear();
            stream.Dispose();
        }
    }

    private void Turn()
    {
        Volatile.Write(ref _waiting, 0);
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
                    return;
                }

                if (!_outlets.TrueForAll(edge => edge.HasCredit) || !Step())
                {
                    break;
                }
            }
        }
        catch (Exception failure)
        {
            _stopped = true;
            Failed?.Invoke(failure);
        }

        if (_stopped)
        {
            _done.TrySetResult();
        }
    }

    private bool Step()
    {
        for (var i = 0; i < _inlets.Count; i++)
        {
            var (edge, stream) = _inlets[i];
            if (edge.IsCompleted && edge.IsEmpty && _ended.Add(edge))
            {
                stream.OnCompleted();
                if (_ended.Count == _inlets.Count)
                {
                    Pump();
                    _answers.ForEach(a => a.Complete());
                    _stopped = true;
                    return false;
                }
            }
        }

        var next = Next();
        if (next < 0 || !_inlets[next].Edge.TryTake(out var batch))
        {
            return _live is not null && Vouch(_live);
        }

        _idleSince = -1;
        try
        {
            _newestAt = batch.Count > 0 ? Math.Max(_newestAt, batch.At(batch.Count - 1)) : _newestAt;
            _inlets[next].Stream.OnNext(batch);
            Pump();
        }
        finally
        {
            _inlets[next].Edge.Return(batch);
        }

        return true;
    }

    /// <summary>The inlet with the smallest frontier that has something; a full one further on when the smallest is empty, as long as merges may hold more.</summary>
    private int Next()
    {
        var least = long.MaxValue;
        foreach (var (edge, _) in _inlets)
        {
            if (!_ended.Contains(edge))
            {
                least = Math.Min(least, edge.Frontier);
            }
        }

        var best = -1;
        var mayHold = HeldRows() < HoldLimit;
        for (var i = 0; i < _inlets.Count; i++)
        {
            var edge = _inlets[i].Edge;
            if (!edge.IsEmpty && (edge.Frontier <= least || (mayHold && !edge.HasCredit)) && (best < 0 || edge.Frontier < _inlets[best].Edge.Frontier))
            {
                best = i;
            }
        }

        return best;
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

        if (asked == StreamTime.Start || !_inlets.Exists(i => !_ended.Contains(i.Edge) && i.Edge.Frontier < asked))
        {
            SetAlarm(live.Until(next), next);
            return false;
        }

        if (IsToWait(live))
        {
            return false;
        }

        var moved = false;
        foreach (var (edge, stream) in _inlets)
        {
            if (edge.Frontier >= asked || _ended.Contains(edge))
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
                stream.OnNext(punctuation);
                Pump();
            }
        }

        return moved;
    }

    /// <summary>Whether a source is still given time to deliver (<c>time.wait</c>); then the segment is woken when it is over.</summary>
    private bool IsToWait(LiveTime live)
    {
        if (live.Wait == TimeSpan.Zero)
        {
            return false;
        }

        if (_idleSince < 0)
        {
            _idleSince = live.Clock.GetTimestamp();
        }

        var left = live.Wait - live.Clock.GetElapsedTime(_idleSince);
        if (left <= TimeSpan.Zero)
        {
            return false;
        }

        _alarmAt = StreamTime.Never;
        _alarm!.Change(left, Timeout.InfiniteTimeSpan);
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
}
