namespace StreamEngine.Replay.Verification;

/// <summary>Under which conditions a pipeline is run.</summary>
public sealed record MatrixOptions
{
    /// <summary>Sizes of batches.</summary>
    public IReadOnlyList<int> Batches { get; init; } = [1, 7, 1024, 65_536];

    /// <summary>Numbers of workers.</summary>
    public IReadOnlyList<int> Workers { get; init; } = [1, 2, 8];

    /// <summary>Runs at the pace of the recording, with the batch and the workers a run usually has, all at a time.</summary>
    public IReadOnlyList<PacedStretch> Paces { get; init; } = [];

    /// <summary>Longest a paced run of the whole may take; of a recording that would take longer only the stretch that fits is played.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock that paces.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>What this process is built as.</summary>
    public required string Build { get; init; }

    /// <summary>How its garbage is collected.</summary>
    public required string Gc { get; init; }

    /// <summary>Where runs write; what the first run gave stays there, and what differs from it.</summary>
    public required string Folder { get; init; }
}
