namespace StreamEngine.Config;

/// <summary>A value that is never printed, logged or hashed. Only <see cref="Reveal"/> gives it, to the connection that needs it.</summary>
public sealed class Secret(string value)
{
    /// <summary>The value.</summary>
    public string Reveal() => value;

    /// <summary>Three stars.</summary>
    public override string ToString() => "***";
}
