namespace StreamEngine.Normalizers;

/// <summary>How far the messages about one book have come.</summary>
internal sealed class KnownBook
{
    /// <summary>Venue.</summary>
    public string Venue = "";

    /// <summary>Symbol.</summary>
    public string Symbol = "";

    /// <summary>Update id behind the newest message.</summary>
    public long? Seq;

    /// <summary>Whether an event about it was missing, and no snapshot came since.</summary>
    public bool IsLost;
}
