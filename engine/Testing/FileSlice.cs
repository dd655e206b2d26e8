using StreamEngine.Config;

namespace StreamEngine.Testing;

/// <summary>A part of a recording: <c>{ file: trades.arrow, from: 0, rows: 100 }</c> or <c>{ file: …, from: 1s, to: 2s }</c>.</summary>
/// <param name="Path">The file.</param>
/// <param name="Span">Where it is named.</param>
public sealed record FileSlice(string Path, Span Span)
{
    /// <summary>Rows in front that are left out.</summary>
    public long Skip { get; init; }

    /// <summary>Most rows; null for all.</summary>
    public long? Rows { get; init; }

    /// <summary>Rows before this stream time are left out, ns.</summary>
    public long From { get; init; } = long.MinValue;

    /// <summary>Rows from this stream time on are left out, ns.</summary>
    public long To { get; init; } = long.MaxValue;
}
