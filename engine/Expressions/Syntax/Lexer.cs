using System.Text;

namespace StreamEngine.Expressions;

/// <summary>Cuts the text of an expression or select block into tokens. What cannot be read is reported and becomes an <see cref="TokenKind.Invalid"/> token.</summary>
internal sealed class Lexer(string text, bool lines, Action<ExpressionProblem> report)
{
    private static readonly string[] Signs = ["==", "!=", "<=", ">=", "<", ">", "=", "+", "-", "*", "/", "%", "(", ")", "[", "]", ","];

    private readonly List<Token> _tokens = [];
    private int _at;
    private int _open;

    public List<Token> Read()
    {
        while (_at < text.Length)
        {
            ReadOne(text[_at]);
        }

        _tokens.Add(new Token(TokenKind.End, text.Length, 0, ""));
        return _tokens;
    }

    private static bool IsLetter(char c) => char.IsAsciiLetter(c) || c is '_' or 'µ';

    private static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private void ReadOne(char c)
    {
        if (c == '\n')
        {
            if (lines && _open == 0)
            {
                _tokens.Add(new Token(TokenKind.Line, _at, 1, "\n"));
            }

            _at++;
        }
        else if (c is ' ' or '\t' or '\r')
        {
            _at++;
        }
        else if (c == '#')
        {
            SkipWhile(static x => x != '\n');
        }
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))))
        {
            ReadNumber();
        }
        else if (IsLetter(c))
        {
            var start = _at;
            ReadName();
            _tokens.Add(new Token(TokenKind.Name, start, _at - start, text[start.._at]));
        }
        else if (c == '$' && IsLetter(Peek(1)))
        {
            var start = _at++;
            ReadName();
            _tokens.Add(new Token(TokenKind.Parameter, start, _at - start, text[(start + 1).._at]));
        }
        else if (c == '\'')
        {
            ReadText();
        }
        else
        {
            ReadSign();
        }
    }

    private char Peek(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private void SkipWhile(Func<char, bool> condition)
    {
        while (_at < text.Length && condition(text[_at]))
        {
            _at++;
        }
    }

    private void ReadName()
    {
        _at++;
        SkipWhile(IsNamePart);
        while (Peek(0) == '.' && IsLetter(Peek(1)))
        {
            _at += 2;
            SkipWhile(IsNamePart);
        }
    }

    private void ReadNumber()
    {
        var start = _at;
        SkipDigits();
        if (Peek(0) == '.' && char.IsAsciiDigit(Peek(1)))
        {
            _at++;
            SkipDigits();
        }

        if (Peek(0) is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
        {
            _at += 2;
            SkipDigits();
        }

        var digits = text[start.._at].Replace("_", "", StringComparison.Ordinal);
        var suffix = _at;
        if (IsLetter(Peek(0)))
        {
            SkipWhile(static c => IsLetter(c) || char.IsAsciiDigit(c));
        }

        _tokens.Add(new Token(TokenKind.Number, start, _at - start, digits, suffix == _at ? null : text[suffix.._at]));
    }

    private void SkipDigits() => SkipWhile(c => char.IsAsciiDigit(c) || (c == '_' && char.IsAsciiDigit(Peek(1))));

    private void ReadText()
    {
        var start = _at++;
        var value = new StringBuilder();
        while (_at < text.Length && text[_at] != '\n')
        {
            if (text[_at] != '\'')
            {
                value.Append(text[_at++]);
            }
            else if (Peek(1) == '\'')
            {
                value.Append('\'');
                _at += 2;
            }
            else
            {
                _at++;
                _tokens.Add(new Token(TokenKind.Text, start, _at - start, value.ToString()));
                return;
            }
        }

        Refuse(start, _at - start, "SE1203", "the text has no closing quote", "close it with ', on the same line; write '' for a quote inside");
    }

    private void ReadSign()
    {
        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(text, _at, sign, 0, sign.Length) == 0)
            {
                _open += sign is "(" or "[" ? 1 : sign is ")" or "]" && _open > 0 ? -1 : 0;
                _tokens.Add(new Token(TokenKind.Sign, _at, sign.Length, sign == "==" ? "=" : sign));
                _at += sign.Length;
                return;
            }
        }

        var isPair = (char.IsHighSurrogate(text[_at]) && char.IsLowSurrogate(Peek(1))) || (text[_at] is '&' or '|' && Peek(1) == text[_at]);
        var length = isPair ? 2 : 1;
        var found = text.Substring(_at, length);
        Config.Suggestion? help = found switch
        {
            "\"" => "texts stand in single quotes",
            "&" or "&&" => Word(found, "and"),
            "|" or "||" => Word(found, "or"),
            "!" => Word(found, "not"),
            "^" => "there is no power operator; multiply, or use exp and log",
            "?" or ":" => "write if … then … else …",
            _ => "remove it, or put text in single quotes",
        };
        var shown = char.IsControl(found[0]) ? $"U+{(int)found[0]:X4}" : found;
        _at += length;
        Refuse(_at - length, length, "SE1201", $"'{shown}' has no meaning here", help);
    }

    private Config.Suggestion Word(string sign, string word)
    {
        var before = _at > 0 && !char.IsWhiteSpace(text[_at - 1]) ? " " : "";
        var after = _at + sign.Length < text.Length && !char.IsWhiteSpace(text[_at + sign.Length]) ? " " : "";
        return Config.Suggestion.Replace($"write {word}", sign, before + word + after);
    }

    private void Refuse(int offset, int length, string code, string message, Config.Suggestion? help)
    {
        report(new ExpressionProblem(code, offset, length, message, help));
        _tokens.Add(new Token(TokenKind.Invalid, offset, length, ""));
    }
}
