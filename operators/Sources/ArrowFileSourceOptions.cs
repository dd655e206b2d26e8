using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Sources;

/// <summary>Options of <see cref="ArrowFileSource"/>.</summary>
[Example("x: { arrow_file: { path: $data/trades.arrow, schema: trade/1 } }")]
[Example("x: { arrow_file: { path: $data/trades.arrow, time: { column: ts } } }")]
public sealed record ArrowFileSourceOptions
{
    /// <summary>The files, read one behind the other as one stream.</summary>
    [Required, Shorthand, MinItems(1)]
    public IReadOnlyList<FilePath> Path { get; init; } = [];

    /// <summary>Canonical schema of the rows, such as trade/1; without it, what the first file says.</summary>
    public string? Schema { get; init; }

    /// <summary>For files of others: which column is <c>ts</c>. Not written: the column of that name.</summary>
    public ArrowTimeOptions? Time { get; init; }
}
