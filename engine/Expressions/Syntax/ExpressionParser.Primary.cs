namespace StreamEngine.Expressions;

/// <content>Names, literals, calls, brackets and <c>if</c>.</content>
public sealed partial class ExpressionParser
{
    private ExpressionSyntax? ParsePrimary()
    {
        var token = Next;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return ParseNumber();
            case TokenKind.Text:
                _at++;
                return new ExpressionSyntax.Text(token.Offset, token.Length, token.Value);
            case TokenKind.Parameter:
                _at++;
                return new ExpressionSyntax.Parameter(token.Offset, token.Length, token.Value);
            case TokenKind.Name:
                return ParseWord(token);
            case TokenKind.Sign when token.Value == "(":
                _at++;
                var inner = Enter(token) ? ParseElse() : null;
                _depth--;
                return inner is not null && Close(")", token, out _) ? inner : null;
            default:
                return Unexpected("a value");
        }
    }

    private ExpressionSyntax? ParseWord(Token token)
    {
        switch (token.Value)
        {
            case "true" or "false":
                _at++;
                return new ExpressionSyntax.Truth(token.Offset, token.Length, token.Value == "true");
            case "null":
                _at++;
                return new ExpressionSyntax.Null(token.Offset, token.Length);
            case "if":
                return ParseIf(token);
            case var word when Words.Contains(word):
                return Unexpected("a value");
        }

        _at++;
        return Next.Is("(") ? ParseCall(token) : new ExpressionSyntax.Name(token.Offset, token.Length, token.Value);
    }

    private ExpressionSyntax? ParseIf(Token start)
    {
        _at++;
        if (!Enter(start))
        {
            return null;
        }

        var condition = ParseOr();
        var then = condition is not null && Expect("then") ? ParseOr() : null;
        var otherwise = then is not null && Expect("else") ? ParseOr() : null;
        _depth--;
        return otherwise is null ? null : Checked(new ExpressionSyntax.If(start.Offset, End(otherwise) - start.Offset, condition!, then!, otherwise));
    }

    private ExpressionSyntax? ParseCall(Token name)
    {
        var open = Take();
        var arguments = new List<ExpressionSyntax>();
        return ParseItems(open, ")", arguments, out var end, out var first)
            ? Checked(new ExpressionSyntax.Call(name.Offset, end - name.Offset, name.Value, arguments, first))
            : null;
    }

    private bool ParseItems(Token open, string close, List<ExpressionSyntax> items, out int end, out ExpressionSyntax.Number? first)
    {
        first = null;
        end = Next.End;
        if (Next.Is(close))
        {
            _at++;
            return true;
        }

        if (!Enter(open))
        {
            return false;
        }

        do
        {
            if (close == ")" && items.Count == 1 && Next.IsWord("first") && _tokens[_at + 1].Kind == TokenKind.Number)
            {
                _at++;
                first = ParseNumber() as ExpressionSyntax.Number;
                break;
            }

            if (ParseElse() is not { } item)
            {
                return false;
            }

            items.Add(item);
        }
        while (Accept(","));

        _depth--;
        return Close(close, open, out end);
    }

    private ExpressionSyntax? ParseNumber()
    {
        var token = Take();
        var unit = token.Suffix;
        var end = token.End;
        if (unit is null && Next.Kind == TokenKind.Name && !Words.Contains(Next.Value))
        {
            end = Next.End;
            unit = Take().Value;
        }

        if (unit is null || Durations.Factor(unit) is not { } factor)
        {
            return new ExpressionSyntax.Number(token.Offset, end - token.Offset, token.Value, unit);
        }

        if (Durations.Read(token.Value, factor) is { } nanoseconds)
        {
            return new ExpressionSyntax.Duration(token.Offset, end - token.Offset, nanoseconds);
        }

        _report(new ExpressionProblem("SE1207", token.Offset, end - token.Offset, $"the duration '{token.Value}{unit}' is not a whole number of nanoseconds, or is longer than 292 years", "units are ns, us, ms, s, m, h, d"));
        return null;
    }
}
