using StreamEngine.Data;

namespace StreamEngine.Replay.Playing;

/// <summary>Writes rows that are played to a file or stream.</summary>
/// <param name="writer">What writes them.</param>
/// <param name="lines">Held while rows are written to a stream that others write to as well.</param>
/// <param name="isSeen">Whether somebody watches, so that rows are handed over at once.</param>
public sealed class PlayWriter(RecordingWriter writer, Lock lines, bool isSeen) : IPlayTarget
{
    /// <inheritdoc/>
    public bool MayRunBack => isSeen;

    /// <inheritdoc/>
    public ValueTask Give(PlayedFile from, Batch rows, CancellationToken stop)
    {
        using (rows)
        {
            lock (lines)
            {
                writer.Write(rows);
            }
        }

        return isSeen ? Flush() : ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask Flush()
    {
        if (isSeen)
        {
            lock (lines)
            {
                writer.Flush();
            }
        }

        return ValueTask.CompletedTask;
    }
}
