using StreamEngine.Runtime;

namespace StreamEngine.Replay.Verification;

/// <summary>How a pipeline is searched for look-ahead.</summary>
public sealed record LookAheadOptions
{
    /// <summary>How often the input is stopped: every other time at an instant, every other behind a random row of each source.</summary>
    public int Cuts { get; init; } = 20;

    /// <summary>Seed of where.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Most rows taken of a source in the full run, for sources without end; 0 for all.</summary>
    public long Rows { get; init; }

    /// <summary>What runs are handed, but for pool, dictionaries and sources, which are new each time.</summary>
    public required RunOptions Run { get; init; }
}
