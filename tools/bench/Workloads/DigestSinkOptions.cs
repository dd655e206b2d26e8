using StreamEngine.Config;

namespace StreamEngine.Bench.Workloads;

/// <summary>Options of <see cref="DigestSink"/>.</summary>
public sealed record DigestSinkOptions
{
    /// <summary>Columns it reads.</summary>
    [Required, Shorthand]
    public IReadOnlyList<string> Columns { get; init; } = [];
}
