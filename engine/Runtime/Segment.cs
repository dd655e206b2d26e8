using System.Reactive.Subjects;
using System.Threading.Tasks.Dataflow;
using StreamEngine.Data;

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

    private readonly ActionBlock<bool> _turns;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(Edge Edge, Subject<Batch> Stream)> _inlets = [];
    private readonly List<Edge> _outlets = [];
    private readonly List<IStage> _stages = [];
    private readonly List<AnswerStage> _answers = [];
    private readonly HashSet<Edge> _ended = [];
    private int _waiting;
    private volatile bool _stopped;

    public Segment(TaskScheduler scheduler)
    {
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

    /// <summary>Ends the segment without working off what is queued.</summary>
    public void Stop()
    {
        _stopped = true;
        Wake();
    }

    public void Dispose()
    {
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
            return false;
        }

        try
        {
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
