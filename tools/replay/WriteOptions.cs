using StreamEngine.Arrow;
using StreamEngine.Sinks;

namespace StreamEngine.Replay;

/// <summary>How to write rows.</summary>
/// <param name="Format">The format.</param>
public sealed record WriteOptions(RecordingFormat Format)
{
    /// <summary>How text files show times.</summary>
    public TimeForm Times { get; init; } = TimeForm.Ns;

    /// <summary>Whether to write stream times.</summary>
    public bool Stamps { get; init; }

    /// <summary>Whether a text file goes without the schema file beside it.</summary>
    public bool Bare { get; init; }

    /// <summary>How the buffers of Arrow files are compressed.</summary>
    public ArrowCompression Compression { get; init; }

    /// <summary>Whether a text file is packed with gzip.</summary>
    public bool Gzip { get; init; }

    /// <summary>The format that the end of a file's name says; null when it says none. Of <c>.csv.gz</c> and <c>.jsonl.gz</c> the text is packed.</summary>
    public static WriteOptions? ByName(string file)
    {
        var isPacked = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        return Path.GetExtension(isPacked ? file[..^3] : file).ToLowerInvariant() switch
        {
            ".arrow" or ".feather" or ".ipc" when !isPacked => new WriteOptions(RecordingFormat.ArrowFile),
            ".arrows" when !isPacked => new WriteOptions(RecordingFormat.ArrowStream),
            ".jsonl" or ".ndjson" => new WriteOptions(RecordingFormat.Jsonl) { Gzip = isPacked },
            ".csv" => new WriteOptions(RecordingFormat.Csv) { Gzip = isPacked },
            _ => null,
        };
    }
}
