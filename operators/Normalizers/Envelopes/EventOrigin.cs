namespace StreamEngine.Normalizers;

/// <summary>Where rows of an event come from: the columns that all market rows have, besides venue, symbol and event time.</summary>
internal sealed class EventOrigin
{
    /// <summary>Receive time, ns; null for the time of the event.</summary>
    public long? Received;

    /// <summary>Send time of the venue, ns.</summary>
    public long? Sent;

    /// <summary>Number of the frame in its connection.</summary>
    public long? Frame;

    /// <summary>Channel of the venue.</summary>
    public string? Channel;

    /// <summary>The venue's own name of the symbol.</summary>
    public string? RawSymbol;

    /// <summary>Connection or file.</summary>
    public string? Connection;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Received = Sent = Frame = null;
        Channel = RawSymbol = Connection = null;
    }
}
