using StreamEngine.Config;

namespace StreamEngine.Sources;

/// <summary>Which column of somebody else's file is the <c>ts</c> of an <see cref="ArrowFileSource"/>.</summary>
public sealed record ArrowTimeOptions
{
    /// <summary>Name of the column in the file; the stream calls it <c>ts</c>. It must not have nulls.</summary>
    [Required]
    public string Column { get; init; } = "";

    /// <summary>Unit, since 1970, of a column of integers; timestamps and dates say theirs.</summary>
    [OneOf("s", "ms", "us", "ns")]
    public string? Unit { get; init; }
}
