namespace StreamEngine.Replay.Recorder;

/// <summary>How rows are recorded.</summary>
public sealed record RecordOptions
{
    /// <summary>Most rows of a part; 0 for no limit.</summary>
    public long PartRows { get; init; }

    /// <summary>Most bytes of a part, to within 256 rows, the index at its end aside; 0 for no limit.</summary>
    public long PartBytes { get; init; }

    /// <summary>Most stream time in a part, ns; 0 for no limit.</summary>
    public long PartNs { get; init; }

    /// <summary>Whether a recording that is in the folder is replaced: its parts are deleted.</summary>
    public bool Replaces { get; init; }

    /// <summary>Most rows of a record batch: what a seek reads.</summary>
    public int BatchRows { get; init; } = 8192;

    /// <summary>How long rows wait at most before they are on the disk's side and readable, also after a kill.</summary>
    public TimeSpan Flush { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The clock that <see cref="Flush"/> goes by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
