namespace StreamEngine.Expressions;

/// <summary>Kinds of <see cref="Token"/>.</summary>
internal enum TokenKind
{
    End,
    Line,
    Invalid,
    Number,
    Text,
    Name,
    Parameter,
    Sign,
}
