namespace StreamEngine.Expressions;

/// <summary>A piece of an expression's text.</summary>
/// <param name="Value">Sign or name as written; digits of a number without <c>_</c>; contents of a text.</param>
/// <param name="Suffix">Letters that follow a number without a blank.</param>
internal readonly record struct Token(TokenKind Kind, int Offset, int Length, string Value, string? Suffix = null)
{
    public int End => Offset + Length;

    public bool Is(string sign) => Kind == TokenKind.Sign && Value == sign;

    public bool IsWord(string word) => Kind == TokenKind.Name && Value == word;
}
