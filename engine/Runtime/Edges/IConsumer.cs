namespace StreamEngine.Runtime;

/// <summary>What takes batches off a boundary: woken to do it on a thread of its own, or run by its producer.</summary>
internal interface IConsumer : IActor
{
    /// <summary>What a batch costs it.</summary>
    TurnCost Cost { get; }

    /// <summary>Works off what waits, on the caller's thread; when somebody else does so already, they look again.</summary>
    void TakeTurn();
}
