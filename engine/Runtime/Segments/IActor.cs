namespace StreamEngine.Runtime;

/// <summary>Something a boundary wakes: its producer when there is credit again, its consumer when there is work.</summary>
internal interface IActor
{
    /// <summary>Asks for a turn; at most one waits.</summary>
    void Wake();
}
