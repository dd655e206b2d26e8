namespace StreamEngine.Testing;

/// <summary>An expected value that only has to hold a text: <c>reason: { contains: overflow }</c>.</summary>
/// <param name="Text">The text.</param>
public sealed record ContainedText(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"contains {Text}";
}
