using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>A node, or a chain of them, inside a segment.</summary>
internal interface IStage : IDisposable
{
    /// <summary>Rows its merges hold.</summary>
    long HeldRows { get; }

    /// <summary>Merges its inputs; null when it has only one.</summary>
    OrderedMerge? Merge => null;

    /// <summary>Stream time of the earliest row a merge holds or timer that is set; <see cref="Time.StreamTime.Never"/> for none.</summary>
    long NextEvent { get; }

    /// <summary>A batch of one inlet; lent.</summary>
    void OnNext(int inlet, Batch batch);

    /// <summary>An inlet ended; the last one ends the stage.</summary>
    void OnCompleted(int inlet);
}
