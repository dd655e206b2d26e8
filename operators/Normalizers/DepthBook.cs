namespace StreamEngine.Normalizers;

/// <summary>Where the depth messages of one symbol stand: live, waiting for a snapshot, or with a snapshot waiting for the message it is joined to.</summary>
internal sealed class DepthBook(int symbol, int rawSymbol, int channel)
{
    /// <summary>The channel of a book that has a snapshot and no depth message yet.</summary>
    public const int NoChannel = -2;

    /// <summary>Code of the symbol.</summary>
    public int Symbol => symbol;

    /// <summary>Code in <c>raw_symbol</c>.</summary>
    public int RawSymbol => rawSymbol;

    /// <summary>Code of the depth channel the book follows: the first one seen.</summary>
    public int Channel { get; set; } = channel;

    /// <summary>Origin of the newest depth message.</summary>
    public int Origin { get; set; }

    /// <summary>Whether messages go straight on.</summary>
    public bool IsLive { get; set; }

    /// <summary>Whether it ever was live.</summary>
    public bool WasLive { get; set; }

    /// <summary>Last update id of a live book.</summary>
    public long LastId { get; set; }

    /// <summary>Id of a snapshot that was older than the messages waiting; 0 for none.</summary>
    public long StaleSnapshot { get; set; }

    /// <summary>A snapshot without a message behind it yet.</summary>
    public HeldFrame? Snapshot { get; set; }

    /// <summary>Depth messages that wait for a snapshot.</summary>
    public List<HeldFrame> Waiting { get; } = [];

    /// <summary>Bytes of <see cref="Waiting"/>.</summary>
    public long WaitingBytes { get; private set; }

    /// <summary>Lets a message wait.</summary>
    public void Wait(HeldFrame message)
    {
        Waiting.Add(message);
        WaitingBytes += message.Text.Length;
    }

    /// <summary>The first messages wait no longer.</summary>
    public void Release(int count)
    {
        for (var i = 0; i < count; i++)
        {
            WaitingBytes -= Waiting[i].Text.Length;
        }

        Waiting.RemoveRange(0, count);
    }
}
