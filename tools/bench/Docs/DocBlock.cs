namespace StreamEngine.Bench.Docs;

/// <summary>A fenced block of a Markdown page.</summary>
/// <param name="Place">Page and line of the opening fence, relative to the root.</param>
/// <param name="Language">First word behind the fence.</param>
/// <param name="Words">The other words, such as <c>norun</c>, <c>error=SE3102</c> or <c>reason="…"</c>.</param>
/// <param name="Text">The lines between the fences.</param>
internal sealed record DocBlock(string Place, string Language, IReadOnlyList<string> Words, string Text)
{
    /// <summary>Whether a word stands behind the fence.</summary>
    public bool Has(string word) => Words.Contains(word);

    /// <summary>The value of <c>name=value</c>, without its quotes; null when there is none.</summary>
    public string? Value(string name) =>
        Words.FirstOrDefault(w => w.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..].Trim('"');

    /// <inheritdoc/>
    public override string ToString() => Place;
}
