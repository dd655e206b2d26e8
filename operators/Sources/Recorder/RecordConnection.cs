using StreamEngine.Time;

namespace StreamEngine.Sources.Recorder;

/// <summary>Where the lines of one connection stand in a file. A line that tells no connection belongs to that of the line before.</summary>
/// <param name="Name">Its name, UTF-8; null for all lines of a file that is in order as it is.</param>
/// <param name="FirstLine">The first line.</param>
internal sealed record RecordConnection(byte[]? Name, long FirstLine)
{
    /// <summary>Newest time at the first line.</summary>
    public long FirstKey { get; set; } = StreamTime.Start;

    /// <summary>The last line.</summary>
    public long LastLine { get; set; } = long.MaxValue;

    /// <summary>Newest time so far: where a line stands in the merge. It never runs back, so lines of a connection keep their order.</summary>
    public long Key { get; set; } = StreamTime.Start;
}
