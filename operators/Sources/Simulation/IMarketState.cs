namespace StreamEngine.Sources.Simulation;

/// <summary>A state that can be that of another.</summary>
internal interface IMarketState<in TState>
{
    /// <summary>Takes over the state of another.</summary>
    void CopyFrom(TState other);
}
