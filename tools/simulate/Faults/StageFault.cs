using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Simulation.Faults;

/// <summary>Stands in front of a stage and may change what comes in.</summary>
/// <param name="stage">The stage.</param>
internal abstract class StageFault(IStage stage) : IStage
{
    /// <inheritdoc/>
    public long HeldRows => stage.HeldRows;

    /// <inheritdoc/>
    public long NextEvent => stage.NextEvent;

    /// <inheritdoc/>
    public OrderedMerge? Merge => stage.Merge;

    /// <summary>The stage.</summary>
    protected IStage Stage => stage;

    /// <inheritdoc/>
    public abstract void OnNext(int inlet, Batch batch);

    /// <inheritdoc/>
    public virtual void OnCompleted(int inlet) => stage.OnCompleted(inlet);

    /// <inheritdoc/>
    public virtual void Dispose() => stage.Dispose();
}
