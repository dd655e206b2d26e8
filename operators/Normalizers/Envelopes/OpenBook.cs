namespace StreamEngine.Normalizers;

/// <summary>What <c>envelope</c> knows of one book: the message whose last row has not come, and the update id behind the one before.</summary>
internal sealed class OpenBook
{
    /// <summary>The message in the making.</summary>
    public BookMessage Message = new();

    /// <summary>Its event time, ns.</summary>
    public long Ts;

    /// <summary>Rows of it that wait.</summary>
    public int Held;

    /// <summary>Whether a row of it was refused: what is left of it is waved off, and the book is lost.</summary>
    public bool IsRefused;

    /// <summary>Update id behind the message before; null when there is none, or it told none.</summary>
    public long? Seq;

    /// <summary>Venue.</summary>
    public string Venue = "";

    /// <summary>Symbol.</summary>
    public string Symbol = "";
}
