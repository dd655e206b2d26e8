namespace StreamEngine.Windows;

/// <summary>Keys that are due at one time, or were.</summary>
internal sealed class DueBucket
{
    /// <summary>The time.</summary>
    public long Due { get; set; }

    /// <summary>The keys; some may have been put in for an earlier time since.</summary>
    public List<int> Keys { get; } = [];

    /// <summary>How many are still meant.</summary>
    public int Live { get; set; }
}
