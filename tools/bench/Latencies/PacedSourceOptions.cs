using StreamEngine.Config;

namespace StreamEngine.Bench.Latencies;

/// <summary>Options of <see cref="PacedSource"/>.</summary>
public sealed record PacedSourceOptions
{
    /// <summary>What rows: <c>quotes</c> or <c>frames</c>.</summary>
    [Required]
    public string RowsOf { get; init; } = "";

    /// <summary>Rows a second.</summary>
    [Required, Range(1, 100_000_000)]
    public long Rate { get; init; } = 1;

    /// <summary>Rows in all.</summary>
    [Required, Range(1, 1_000_000_000)]
    public long Rows { get; init; } = 1;
}
