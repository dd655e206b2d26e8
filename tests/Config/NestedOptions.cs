using StreamEngine.Config;

namespace StreamEngine.Tests.Config;

/// <summary>Options inside <see cref="ExampleOptions"/>.</summary>
public sealed record NestedOptions
{
    /// <summary>What it is called.</summary>
    [Required]
    public string Name { get; init; } = "";

    [Range(0, 10)]
    public int Count { get; init; } = 3;
}
