using StreamEngine.Data;

namespace StreamEngine.Replay;

/// <summary>A recording in a file, whatever its format: rows of one schema in order. Opening reads the head (of untyped text, all of it once); each <see cref="Read"/> begins at the first row.</summary>
public interface IBatchRecording
{
    /// <summary>Its path.</summary>
    string File { get; }

    /// <summary>What it is, in words: <c>Arrow IPC file</c>, <c>CSV, types guessed from the values</c>.</summary>
    string Form { get; }

    /// <summary>The columns.</summary>
    Schema Schema { get; }

    /// <summary>Whether the rows carry stream times of their own; else they follow from <c>ts</c>.</summary>
    bool HasStamps { get; }

    /// <summary>Whether the types were guessed from the values, since nothing says them.</summary>
    bool IsGuessed { get; }

    /// <summary>The rows in order, streamed. A batch is the caller's to dispose. What is no row is reported to the scope.</summary>
    /// <exception cref="IOException">The file is gone, cut off or damaged; the message says where.</exception>
    IAsyncEnumerable<Batch> Read(ReadScope scope, CancellationToken stop = default);
}
