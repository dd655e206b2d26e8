namespace StreamEngine.Bench.Study;

/// <summary>The one change of a mutant: the characters from <paramref name="Start"/> up to, not including, <paramref name="End"/> replaced.</summary>
internal sealed record FileEdit(int Start, int End, string Text)
{
    /// <summary>How much what stands behind it moves.</summary>
    public int Shift => Text.Length - (End - Start);

    /// <summary>Where the new text ends.</summary>
    public int NewEnd => Start + Text.Length;

    /// <summary>The changed text.</summary>
    public string Apply(string text) => string.Concat(text.AsSpan(0, Start), Text, text.AsSpan(End));

    /// <summary>Where a place of the original stands afterwards; it must not be part of what was replaced.</summary>
    public int Moved(int offset) => offset >= End ? offset + Shift : offset;
}
