namespace StreamEngine.Windows;

/// <summary>The open market bar of one key.</summary>
/// <param name="States">States of the aggregates.</param>
internal sealed record Bar(AggregateState[] States)
{
    /// <summary>The first <c>ts</c> in it; only with <see cref="Rows"/>.</summary>
    public long First { get; set; }

    /// <summary>The last <c>ts</c> in it.</summary>
    public long Last { get; set; }

    /// <summary>Trades and parts of trades in it.</summary>
    public long Rows { get; set; }
}
