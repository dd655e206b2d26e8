namespace StreamEngine.Config;

/// <summary>What a reference such as <c>$depth</c> or <c>env:PORT</c> stands for.</summary>
/// <param name="Value">A value of one of the option types, a list of them, text that is read as if it stood there, or null.</param>
public sealed record ScalarValue(object? Value)
{
    /// <summary>A reference without a value, for a reason that was reported: the option keeps its default in silence.</summary>
    public static ScalarValue Broken { get; } = new((object?)null) { IsBroken = true };

    /// <summary>Whether there is no value, for a reason that was reported.</summary>
    public bool IsBroken { get; private init; }
}
