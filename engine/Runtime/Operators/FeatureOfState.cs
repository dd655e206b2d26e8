namespace StreamEngine.Runtime;

/// <summary>A <see cref="Feature{TIn,TOut}"/> with state: the fields of <typeparamref name="TState"/>, saved by name by the engine. One instance a key.</summary>
public abstract class Feature<TIn, TOut, TState> : Feature<TIn, TOut>, IFeature
    where TIn : struct
    where TOut : struct
    where TState : class
{
    private TState? _state;

    /// <summary>The state of this key.</summary>
    protected TState State => _state ??= NewState();

    /// <inheritdoc/>
    object? IFeature.State { get => State; set => _state = (TState)value!; }

    /// <inheritdoc/>
    Type? IFeature.StateType => typeof(TState);

    /// <summary>The state before the first row.</summary>
    protected abstract TState NewState();
}
