namespace StreamEngine.Normalizers;

/// <summary>Level changes that came together: a snapshot, or what a venue message changed.</summary>
internal sealed class BookPart
{
    /// <summary>Whether there is one.</summary>
    public bool IsPresent;

    /// <summary>Update id; null where the venue gives none.</summary>
    public long? Seq;

    /// <summary>The changes, in their order.</summary>
    public List<BookLevel> Levels = [];

    /// <summary>Where they come from.</summary>
    public EventOrigin Origin = new();

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        IsPresent = false;
        Seq = null;
        Levels.Clear();
        Origin.Clear();
    }
}
