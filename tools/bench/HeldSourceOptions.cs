using StreamEngine.Config;

namespace StreamEngine.Bench;

/// <summary>Options of <see cref="HeldSource"/>.</summary>
public sealed record HeldSourceOptions
{
    /// <summary>Name the batches are held under.</summary>
    [Required, Shorthand]
    public string Name { get; init; } = "";
}
