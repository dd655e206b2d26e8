using System.Threading.Tasks.Dataflow;

namespace StreamEngine.Runtime;

/// <summary>
/// One turn at a time: asked for, and then run by an <see cref="ActionBlock{T}"/> that receives turns, not data; or run at once on the thread of somebody who has brought work (DESIGN § 6). At most one waits.
/// </summary>
internal sealed class Turns
{
    private const int Idle = 0;
    private const int Asked = 1;
    private const int Running = 2;
    private const int RunningAndAsked = 3;

    private readonly ActionBlock<bool> _posted;
    private readonly Action _turn;
    private int _state;

    /// <param name="turn">What a turn does; it must not throw.</param>
    /// <param name="scheduler">Runs turns that were asked for.</param>
    public Turns(Action turn, TaskScheduler scheduler)
    {
        _turn = turn;
        _posted = new ActionBlock<bool>(_ => RunPosted(), new ExecutionDataflowBlockOptions { TaskScheduler = scheduler, MaxDegreeOfParallelism = 1 });
    }

    /// <summary>Asks for a turn, after the one that may be running.</summary>
    public void Ask()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state is Asked or RunningAndAsked)
            {
                return;
            }

            if (Interlocked.CompareExchange(ref _state, state + 1, state) == state)
            {
                if (state == Idle)
                {
                    _posted.Post(true);
                }

                return;
            }
        }
    }

    /// <summary>Runs a turn now, in the place of the one that waits, if one does; asks for one if one is running.</summary>
    public void Run()
    {
        if (TryBegin(Idle) || TryBegin(Asked))
        {
            RunBegun();
        }
        else
        {
            Ask();
        }
    }

    private void RunPosted()
    {
        if (TryBegin(Asked)) // else it was run by somebody else meanwhile
        {
            RunBegun();
        }
    }

    private void RunBegun()
    {
        _turn();
        if (Interlocked.CompareExchange(ref _state, Idle, Running) != Running)
        {
            Volatile.Write(ref _state, Asked);
            _posted.Post(true);
        }
    }

    private bool TryBegin(int from) => Interlocked.CompareExchange(ref _state, Running, from) == from;
}
