using StreamEngine.Runtime;

namespace StreamEngine.Windows;

/// <summary>Where windows write their results.</summary>
internal abstract class WindowResults
{
    /// <summary>Name of the column of a window's first instant.</summary>
    public const string Start = "window_start";

    /// <summary>Name of the column of the instant behind a window.</summary>
    public const string End = "window_end";

    /// <summary>Name of the column that tells provisional results from final ones.</summary>
    public const string Final = "is_final";

    /// <summary>Whose results come.</summary>
    protected int Key { get; private set; }

    /// <summary>Where they go.</summary>
    protected Output Output { get; private set; } = null!;

    /// <summary>Whose results come next.</summary>
    public WindowResults Of(int key, Output output)
    {
        Key = key;
        Output = output;
        return this;
    }

    /// <summary>Writes the result of one window.</summary>
    public abstract void Write(long start, long end, long at, AggregateState[] states, bool isFinal);
}
