using StreamEngine.Data;

namespace StreamEngine.Replay;

/// <summary>A recording whose rows have a schema.</summary>
public interface IBatchRecording
{
    /// <summary>The columns.</summary>
    Schema Schema { get; }

    /// <summary>The rows in order. A batch is the caller's to dispose.</summary>
    IAsyncEnumerable<Batch> Read();
}
