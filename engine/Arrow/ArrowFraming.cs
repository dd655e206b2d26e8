namespace StreamEngine.Arrow;

/// <summary>The two framings of the Arrow IPC format.</summary>
public enum ArrowFraming
{
    /// <summary>Random access: a footer at the end says where each record batch stands.</summary>
    File,

    /// <summary>Messages behind one another, closed by an end-of-stream marker.</summary>
    Stream,
}
