namespace StreamEngine.Sources.Recorder;

/// <summary>Reads lines of a recorder's file.</summary>
internal interface IRecordForm
{
    /// <summary>Reads what a line is, its connection and its time. Null, or the column (from 1), a colon and what is wrong; the connection is there also then, when it could be read.</summary>
    string? ReadHead(ReadOnlySpan<byte> line, CaptureRecord record);

    /// <summary>Reads the URL and the text of the line whose head was read last. Null, or the column, a colon and what is wrong.</summary>
    string? ReadBody(ReadOnlySpan<byte> line, CaptureRecord record);
}
