namespace StreamEngine.Windows;

/// <summary>Rows of one session, summed up.</summary>
/// <param name="States">States of the aggregates.</param>
internal sealed record Session(AggregateState[] States)
{
    /// <summary>The first <c>ts</c>.</summary>
    public long First { get; set; }

    /// <summary>The last <c>ts</c>.</summary>
    public long Last { get; set; }
}
