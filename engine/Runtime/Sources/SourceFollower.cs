using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>How a source follows the stream time of the others: those that do not follow themselves. What it is told depends on scheduling, where it ends up does not.</summary>
public sealed class SourceFollower
{
    private readonly Signal _signal = new();
    private readonly SourceSpan _span;

    internal SourceFollower(SourceSpan span) => _span = span;

    /// <summary>One without others.</summary>
    public static SourceFollower Alone => new(new SourceSpan(0));

    /// <summary>Whether there are others.</summary>
    public bool HasOthers => _span.HasSources;

    /// <summary>How far they are.</summary>
    public Progress Now => _span.Now();

    /// <summary>Stream time that is waited for.</summary>
    internal long Next { get; set; } = StreamTime.Start;

    /// <summary>Waits until the others are further than <paramref name="seen"/> in what matters: have reached <paramref name="next"/>, brought their first row or ended; or until <see cref="Wake"/>. May end early.</summary>
    public Task Wait(Progress seen, long next) => _span.IsReady(this, seen, next) ? Task.CompletedTask : _signal.Wait();

    /// <summary>Ends the wait.</summary>
    public void Wake() => _signal.Wake();
}
