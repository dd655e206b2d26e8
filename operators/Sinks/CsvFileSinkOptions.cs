using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Sinks;

/// <summary>Options of <see cref="CsvFileSink"/>.</summary>
[Example("x: { from: trades, csv_file: { path: $out/x.csv } }")]
public sealed record CsvFileSinkOptions
{
    /// <summary>The file; folders are made.</summary>
    [Required, Shorthand]
    public FilePath Path { get; init; }

    /// <summary>How to write columns of type timestamp.</summary>
    public TimeForm Times { get; init; } = TimeForm.Ns;
}
