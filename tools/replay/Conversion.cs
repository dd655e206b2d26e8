using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Replay;

/// <summary>Copies the rows of a recording to a writer, batch by batch.</summary>
public static class Conversion
{
    /// <summary>Copies; the caller publishes.</summary>
    /// <param name="from">What to read.</param>
    /// <param name="to">Where to write.</param>
    /// <param name="range">Which rows.</param>
    /// <param name="errors">Where to report what is no row.</param>
    /// <param name="progress">Told the rows after each batch.</param>
    /// <exception cref="IOException">The recording is damaged, or the disk refuses.</exception>
    public static async Task Copy(IBatchRecording from, RecordingWriter to, TimeRange range, IRowErrors errors, Action<long>? progress = null)
    {
        var scope = ReadScope.Of(errors);
        await foreach (var read in from.Read(scope))
        {
            using var batch = range.Of(read, scope.Pool);
            to.Write(batch);
            progress?.Invoke(to.Rows);
        }
    }
}
