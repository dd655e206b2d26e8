namespace StreamEngine.Windows;

/// <summary>Rows of one stretch of time, summed up: windows are made of whole panes.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="States">States of the aggregates.</param>
internal sealed record Pane(long Start, AggregateState[] States)
{
    /// <summary>Rows in it.</summary>
    public long Rows { get; set; }
}
