using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>How far stream time came at a parallel node: told by its splitter at the end of input, asked by its workers then, which may be on another thread.</summary>
internal sealed class EndOfInput
{
    private long _at = StreamTime.Start;

    public long At
    {
        get => Volatile.Read(ref _at);
        set => Volatile.Write(ref _at, value);
    }
}
