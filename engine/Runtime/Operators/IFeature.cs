namespace StreamEngine.Runtime;

/// <summary>What the engine needs of a feature besides its rows.</summary>
public interface IFeature
{
    /// <summary>The state, or null for none.</summary>
    object? State { get; set; }

    /// <summary>Type of the state, or null for none.</summary>
    Type? StateType { get; }
}
