using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>
/// Holds what an operator answered until stream time comes to it, in order of time and then of being answered; this is how a loop closes (DESIGN § 6). An answer asked for at t is due at t + delay or later, so once nothing in
/// front of the operator can happen before t, answers up to t + delay may go: the loop is never asked to wait for itself, and moves from event to event, not in steps of the delay.
/// </summary>
/// <remarks>It does not say so beyond what its inlets have reached, but for the next event itself: how far a frontier goes when they end must not depend on which of them ended last.</remarks>
internal sealed class AnswerStage : IStage, IObserver<Batch>
{
    /// <summary>Most events after all inputs have ended: a loop that keeps asking would go on for ever.</summary>
    private const long MostAfterEnd = 1_000_000;

    private readonly string _node;
    private readonly string _loop;
    private readonly long _delay;
    private readonly PortWriter _writer;
    private readonly StagePorts _ports;
    private readonly NodeCounters _counters;
    private readonly PriorityQueue<(Batch Batch, int Row), (long Due, long Sequence)> _due = new();
    private long _frontier = StreamTime.Start;
    private long _sequence;
    private long _afterEnd;

    /// <param name="node">The answer node.</param>
    /// <param name="loop">The operator that answers, for messages.</param>
    /// <param name="delay">Its least delay, ns.</param>
    /// <param name="writer">Collects what goes.</param>
    /// <param name="ports">Port 0 is what is read.</param>
    /// <param name="counters">Of the answer node.</param>
    public AnswerStage(string node, string loop, long delay, PortWriter writer, StagePorts ports, NodeCounters counters)
    {
        _node = node;
        _loop = loop;
        _delay = delay;
        _writer = writer;
        _ports = ports;
        _counters = counters;
    }

    public long HeldRows => _due.Count;

    public OrderedMerge? Merge => null;

    public long NextEvent => _due.TryPeek(out _, out var next) ? next.Due : StreamTime.Never;

    /// <summary>What can come before the operator that answers: stages of the segment, and its inlets.</summary>
    public IReadOnlyList<IStage> Before { get; set; } = [];

    /// <summary>Inlets in front of those.</summary>
    public IReadOnlyList<Edge> Inlets { get; set; } = [];

    public void OnNext(Batch value)
    {
        if (value.Count == 0)
        {
            return;
        }

        _counters.In += value.Count;
        _counters.Pending += value.Count;
        for (var i = 0; i < value.Count; i++)
        {
            var due = value.At(i);
            if (due < _frontier)
            {
                throw new NodeFailedException(_loop, new InvalidOperationException("it answered earlier than its delay allows: a bug in the operator"));
            }

            _due.Enqueue((value.Retain(), value.Row(i)), (due, _sequence++));
        }
    }

    /// <summary>Lets go of what may go; false when stream time stands still.</summary>
    public bool Pump()
    {
        var next = NextEvent;
        foreach (var inlet in Inlets)
        {
            next = Math.Min(next, inlet.Frontier);
        }

        foreach (var stage in Before)
        {
            next = Math.Min(next, stage.NextEvent);
        }

        var frontier = next > StreamTime.Never - _delay ? StreamTime.Never : next < StreamTime.Start + _delay ? next : Math.Min(next + _delay, Math.Max(next, Inlets.Max(i => i.Reached)) + 1);
        if (frontier <= _frontier)
        {
            return false;
        }

        var ended = Inlets.All(i => i.Frontier == StreamTime.Never);
        if (ended && ++_afterEnd > MostAfterEnd)
        {
            throw new NodeFailedException(_loop, new InvalidOperationException($"the loop through '{_node}' went on for {MostAfterEnd} events after all its inputs had ended: an answer or a timer always brings another one"));
        }

        while (_due.TryPeek(out var answer, out var due) && due.Due <= frontier && due.Due < StreamTime.End)
        {
            _due.Dequeue();
            using (answer.Batch)
            {
                _writer.Copy(answer.Batch, answer.Row, due.Due);
            }

            _counters.Pending--;
            _counters.Used++;
        }

        _frontier = frontier;
        _ports.Finish(frontier, 0);
        return true;
    }

    /// <summary>Nothing can be asked any more.</summary>
    public void Complete() => _ports.Complete();

    public void OnNext(int inlet, Batch batch) => throw new InvalidOperationException("answers have no inlet: a bug in the runtime");

    public void OnCompleted(int inlet) => throw new InvalidOperationException("answers have no inlet: a bug in the runtime");

    public void OnCompleted()
    {
    }

    public void OnError(Exception error) => throw new InvalidOperationException("errors end the run, they do not travel on streams: a bug in the runtime", error);

    public void Dispose()
    {
        while (_due.TryDequeue(out var answer, out _))
        {
            answer.Batch.Dispose();
        }

        _ports.Dispose();
    }
}
