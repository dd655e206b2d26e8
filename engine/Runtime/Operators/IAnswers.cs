namespace StreamEngine.Runtime;

/// <summary>An operator with answer ports: what it puts out there comes later than what asked, at the stream time it is committed with. Rows may be committed in any order of time.</summary>
public interface IAnswers
{
    /// <summary>The least stream time between what is asked and its answer, in ns; above zero, or nothing could be taken before its own answer.</summary>
    long LeastDelay { get; }
}
