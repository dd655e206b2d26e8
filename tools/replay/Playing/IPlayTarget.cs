using StreamEngine.Data;

namespace StreamEngine.Replay.Playing;

/// <summary>Where rows that are played go.</summary>
public interface IPlayTarget
{
    /// <summary>Whether stream time may run back, as a seek back or a loop makes it.</summary>
    bool MayRunBack { get; }

    /// <summary>Takes rows when they are due; the batch is the target's.</summary>
    ValueTask Give(PlayedFile from, Batch rows, CancellationToken stop);

    /// <summary>The playing waits for a while or for a command: what was given is to be seen.</summary>
    ValueTask Flush();
}
