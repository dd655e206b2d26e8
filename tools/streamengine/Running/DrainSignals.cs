using System.Runtime.InteropServices;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Running;

/// <summary>Ctrl-C and SIGTERM: the first drains with a countdown, the second (or the end of the countdown) stops the process.</summary>
internal sealed class DrainSignals : IDisposable
{
    private const int LimitSeconds = 30;
    private const int NamesShown = 4;
    private static readonly TimeSpan SayWithin = TimeSpan.FromSeconds(1);

    private readonly Runtime.Run _run;
    private readonly BoundPipeline _pipeline;
    private readonly ProgressLine _progress;
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Lock _lock = new();
    private readonly Lock _screen = new(); // never waited for by a signal: a terminal may take nothing
    private Timer? _countdown;
    private int _signals;
    private int _left = LimitSeconds;
    private volatile bool _isOver;

    public DrainSignals(Runtime.Run run, BoundPipeline pipeline, ProgressLine progress)
    {
        _run = run;
        _pipeline = pipeline;
        _progress = progress;
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            _countdown?.Dispose();
        }

        lock (_screen)
        {
            _progress.Erase();
        }

        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        bool isFirst;
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            isFirst = ++_signals == 1;
            if (isFirst)
            {
                _countdown = new Timer(_ => Tick(), null, TimeSpan.Zero, TimeSpan.FromSeconds(1));
            }
        }

        if (isFirst)
        {
            _run.Drain();
        }
        else
        {
            Stop("stopped at once, as asked twice");
        }
    }

    private void Tick()
    {
        int left;
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            left = _left--;
        }

        if (left <= 0)
        {
            Stop($"stopped after {LimitSeconds} s of draining");
            return;
        }

        lock (_screen)
        {
            if (!_isOver)
            {
                Show($"draining, {left} s left: {Holders()}", left);
            }
        }
    }

    private void Show(string text, int left)
    {
        if (_progress.IsTerminal)
        {
            _progress.Show(text);
        }
        else if (left % 5 == 0)
        {
            _progress.Line(text);
        }
    }

    /// <summary>Ends the process, and says why if that can be said: a write to a console nobody reads never returns, and holds up every other.</summary>
    private void Stop(string why)
    {
        var say = new Thread(() => _progress.Line($"{why}: {Holders()}; unfinished files are not published")) { IsBackground = true };
        say.Start();
        say.Join(SayWithin);
        Environment.Exit(ExitCodes.RunFailed);
    }

    /// <summary>Who still holds rows: edges with queued rows, nodes with pending ones.</summary>
    private string Holders()
    {
        var holders = _run.EdgeStates().Where(e => e.Queued > 0).Select(e => (Name: e.Name, Rows: e.Queued))
            .Concat(_pipeline.Nodes.Select(n => (n.Name, Rows: Volatile.Read(ref _run.Counters(n.Name).Pending))).Where(n => n.Rows > 0))
            .OrderByDescending(h => h.Rows).ToList();
        var more = holders.Count > NamesShown ? $" and {holders.Count - NamesShown} more" : "";
        return holders.Count == 0 ? "no rows are held" : string.Join(", ", holders.Take(NamesShown).Select(h => $"{h.Name} holds {h.Rows}")) + more;
    }
}
