namespace StreamEngine.Config;

/// <summary>A value of a YAML file: a scalar, a list or a map.</summary>
public abstract class YamlNode(Span span)
{
    /// <summary>Where it stands.</summary>
    public Span Span { get; } = span;

    /// <summary>Whether a problem was already reported for this value, so that later phases pass over it in silence.</summary>
    public bool IsBroken { get; init; }

    /// <summary>Whether this is an explicit or implicit null: <c>null</c>, <c>~</c> or nothing.</summary>
    public virtual bool IsNull => false;

    /// <summary>What it is, for messages: <c>a list</c>, <c>a map</c> or the text in quotes.</summary>
    public abstract string Shown { get; }
}
