namespace StreamEngine.Windows;

/// <summary>The pane of a key that its next rows are likely to be for, and which rows those are.</summary>
/// <param name="Pane">The pane; null for none.</param>
/// <param name="Start">Its first instant.</param>
/// <param name="Stop">The instant behind it.</param>
/// <param name="Close">The newest stream time of a row for it.</param>
internal readonly record struct OpenPane(Pane? Pane, long Start, long Stop, long Close)
{
    /// <summary>Whether a row is for the pane: nothing else has to be asked then.</summary>
    public bool Takes(long ts, long at) => ts >= Start && ts < Stop && at <= Close;
}
