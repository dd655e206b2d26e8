using System.Diagnostics;
using StreamEngine.Cli.Screen;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Running;

/// <summary>One line on standard error that says how far a run is, rewritten in place; nothing when nobody looks.</summary>
internal sealed class ProgressLine(TextWriter error, bool isTerminal)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private int _shown;

    /// <summary>Whether it prints in place.</summary>
    public bool IsTerminal => isTerminal;

    /// <summary>Shows rows and rows/s of the sources until disposed.</summary>
    public IDisposable Follow(Runtime.Run run, BoundPipeline pipeline)
    {
        if (!isTerminal)
        {
            return Stream.Null;
        }

        var sources = pipeline.Nodes.Where(n => n.IsSource).Select(n => run.Counters(n.Name)).ToList();
        var clock = Stopwatch.StartNew();
        var before = (Rows: 0L, Time: TimeSpan.Zero);
        return new Timer(Tick, null, Every, Every);

        void Tick(object? _)
        {
            var rows = sources.Sum(c => Volatile.Read(ref c.In));
            var now = clock.Elapsed;
            var rate = (rows - before.Rows) / Math.Max(1e-3, (now - before.Time).TotalSeconds);
            before = (rows, now);
            Show(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{now.TotalSeconds:0} s  {Numbers.Count(rows)} rows in  {Numbers.Rate(rate)} rows/s"));
        }
    }

    /// <summary>Shows a text in place of the one before.</summary>
    public void Show(string text)
    {
        lock (_lock)
        {
            error.Write("\r" + text.PadRight(_shown));
            error.Flush();
            _shown = text.Length;
        }
    }

    /// <summary>Clears the line, so that something else can be printed.</summary>
    public void Erase()
    {
        lock (_lock)
        {
            if (_shown > 0)
            {
                error.Write("\r" + new string(' ', _shown) + "\r");
                error.Flush();
                _shown = 0;
            }
        }
    }

    /// <summary>Prints a line that stays.</summary>
    public void Line(string text)
    {
        lock (_lock)
        {
            Erase();
            error.WriteLine(text);
        }
    }
}
