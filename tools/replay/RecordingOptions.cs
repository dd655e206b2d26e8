using StreamEngine.Data;

namespace StreamEngine.Replay;

/// <summary>What a caller says about a file that does not say it itself.</summary>
public sealed record RecordingOptions
{
    /// <summary>Columns of a text file, instead of those beside it or guessed.</summary>
    public Schema? Schema { get; init; }

    /// <summary>A YAML file with the options of the source that reads the file.</summary>
    public string? Mapping { get; init; }
}
