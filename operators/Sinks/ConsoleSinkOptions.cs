using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Sinks;

/// <summary>Options of <see cref="ConsoleSink"/>.</summary>
[Example("x: { from: trades, console: { columns: [ts, symbol, price, qty], limit: 5 } }")]
public sealed record ConsoleSinkOptions
{
    /// <summary>Columns to print, in order. Without any: those that fit the width, from the left, without where a row came from.</summary>
    [Shorthand]
    public IReadOnlyList<ColumnName> Columns { get; init; } = [];

    /// <summary>Prints each so-manieth row, the first among them.</summary>
    [Range(1, double.PositiveInfinity)]
    public long Every { get; init; } = 1;

    /// <summary>Rows to print before the rest is only counted; 0 for all.</summary>
    [Range(0, double.PositiveInfinity)]
    public long Limit { get; init; } = 20;

    /// <summary>Characters of a line.</summary>
    [Range(20, 1_000)]
    public int Width { get; init; } = 80;
}
