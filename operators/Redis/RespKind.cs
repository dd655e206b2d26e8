namespace StreamEngine.Redis;

/// <summary>What a reply is.</summary>
public enum RespKind
{
    /// <summary>Nothing: an absent text or list.</summary>
    Null,

    /// <summary>A text: a status or a value of any bytes.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>Replies behind one another.</summary>
    List,

    /// <summary>The command was refused; the text says why.</summary>
    Error,
}
