namespace StreamEngine.Replay;

/// <summary>Formats that rows can be written in.</summary>
public enum RecordingFormat
{
    /// <summary>Arrow IPC, file framing.</summary>
    ArrowFile,

    /// <summary>Arrow IPC, stream framing.</summary>
    ArrowStream,

    /// <summary>JSON Lines.</summary>
    Jsonl,

    /// <summary>Comma-separated values with a header.</summary>
    Csv,
}
