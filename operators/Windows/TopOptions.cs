using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Windows;

/// <summary>Options of <see cref="Top"/>: one kind of window, and what comes first in it.</summary>
[Port("", "the first rows of each window")]
[Port("late", "rows that came when all their windows had closed, `dead/1`")]
[Example("x: { from: trades, key: symbol, top: { by: price, rows: 3, tumble: 1s }, drop: [late] }")]
[Example("x: { from: trades, key: [symbol, side], top: { by: qty, ties: all, session: 300ms, order: least, as: place }, drop: [late] }")]
public sealed record TopOptions
{
    /// <summary>The column that decides.</summary>
    [Required]
    public ColumnName By { get; init; }

    /// <summary>The last rank that leaves.</summary>
    [Range(1, 10_000)]
    public int Rows { get; init; } = 1;

    /// <summary>Which values come first.</summary>
    public TopOrder Order { get; init; } = TopOrder.Greatest;

    /// <summary>What of equal values comes first: the row that came <c>first</c>; or <c>all</c> have one rank, and leave together.</summary>
    public TopTies Ties { get; init; } = TopTies.First;

    /// <summary>Windows of this length, one behind the other.</summary>
    [Range("1ns", "365d")]
    public Duration? Tumble { get; init; }

    /// <summary>Sessions: rows less than this apart belong to one, which ends this long behind its last row.</summary>
    [Range("1ns", "365d")]
    public Duration? Session { get; init; }

    /// <summary>How far the grid of windows is shifted from the epoch, UTC.</summary>
    [Range("0ns", "365d")]
    public Duration Offset { get; init; }

    /// <summary>How long behind its end a window waits for rows that come out of order; <c>time.lateness</c> when it is not given.</summary>
    [Range("0ns", "365d")]
    public Duration? Lateness { get; init; }

    /// <summary>Name of the column of the rank.</summary>
    public ColumnName As { get; init; } = new("rank");

    /// <summary>Most rows held of a window with <c>ties: all</c>.</summary>
    [Range(1, 10_000_000)]
    public int Max { get; init; } = 100_000;
}
