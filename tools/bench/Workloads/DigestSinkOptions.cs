using StreamEngine.Config;

namespace StreamEngine.Bench.Workloads;

/// <summary>Options of <see cref="DigestSink"/>.</summary>
public sealed record DigestSinkOptions
{
    /// <summary>Columns it reads.</summary>
    [Required, Shorthand]
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>A column of whole numbers whose order counts, too: each value times the number of its row is added up; none when it is not given.</summary>
    public string? Order { get; init; }
}
