using StreamEngine.Config;

namespace StreamEngine.Bench.Latencies;

/// <summary>Options of <see cref="ArrivalSink"/>.</summary>
public sealed record ArrivalSinkOptions
{
    /// <summary>Column it reads.</summary>
    [Required, Shorthand]
    public string Column { get; init; } = "";
}
