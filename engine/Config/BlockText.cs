namespace StreamEngine.Config;

/// <summary>Looks at the characters around a value.</summary>
internal static class BlockText
{
    /// <summary>The end of a value without the line breaks and blanks behind it.</summary>
    public static int TrimEnd(string text, int start, int end, ScalarStyle style)
    {
        if (style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted)
        {
            return end;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return end;
    }

    /// <summary>The offset of the comment that follows on the same line behind blanks only.</summary>
    public static int? CommentBehind(string text, int end)
    {
        var at = end;
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }

        return at > end && at < text.Length && text[at] == '#' ? at : null;
    }

    /// <summary>The end of the line that holds an offset, without its line break.</summary>
    public static int LineEnd(string text, int offset)
    {
        var at = text.AsSpan(offset).IndexOfAny('\n', '\r');
        return at < 0 ? text.Length : offset + at;
    }

    /// <summary>The tag or anchor that starts with <paramref name="sign"/> at or behind <paramref name="start"/>.</summary>
    public static (int Start, int End) Property(string text, int start, char sign)
    {
        var at = text.IndexOf(sign, start);
        if (at < 0)
        {
            return (start, start);
        }

        var length = text.AsSpan(at).IndexOfAny(" \t\r\n,[]{}");
        return (at, length < 0 ? text.Length : at + length);
    }
}
