namespace StreamEngine.Replay;

/// <summary>A recording that is entered anywhere without reading what lies before.</summary>
public interface ISeekableRecording : IBatchRecording
{
    /// <summary>Enters at a row, or at the first row whose stream time is not older than an instant.</summary>
    /// <param name="row">Number of the row, from 0; null to enter by time.</param>
    /// <param name="at">ns since the epoch; null to enter by row.</param>
    /// <param name="scope">What the reading is handed.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="IOException">The file is gone, cut off or damaged; the message says where.</exception>
    RecordingEntry Enter(long? row, long? at, ReadScope scope, CancellationToken stop);
}
