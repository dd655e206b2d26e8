namespace StreamEngine.Config;

/// <summary>A place in a file. Lines and columns count from 1; columns count UTF-16 units; the end is exclusive.</summary>
public readonly record struct Span(string File, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>The start, as editors and terminals open it: <c>file:line:column</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
}
