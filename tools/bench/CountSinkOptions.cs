using StreamEngine.Config;

namespace StreamEngine.Bench;

/// <summary>Options of <see cref="CountSink"/>.</summary>
public sealed record CountSinkOptions
{
    /// <summary>Name of the probe.</summary>
    [Required, Shorthand]
    public string Probe { get; init; } = "";

    /// <summary>Columns it reads; all when none are given.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
}
