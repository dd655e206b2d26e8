namespace StreamEngine.Expressions;

/// <content>The lines of a select block.</content>
public sealed partial class ExpressionParser
{
    private List<SelectLine>? ParseLines()
    {
        var lines = new List<SelectLine>();
        var whole = true;
        while (Next.Kind != TokenKind.End)
        {
            if (Next.Kind == TokenKind.Line)
            {
                _at++;
                continue;
            }

            _depth = 0;
            if (ParseLine() is { } line && Ends())
            {
                whole &= IsNew(line, lines);
                lines.Add(line);
            }
            else
            {
                whole = false;
                while (Next.Kind is not (TokenKind.Line or TokenKind.End))
                {
                    _at++;
                }
            }
        }

        if (whole && lines.Count == 0)
        {
            _report(new ExpressionProblem("SE1209", 0, 0, "the select block is empty", "write lines name = expression, a name, or *"));
            return null;
        }

        return whole ? lines : null;
    }

    private bool IsNew(SelectLine line, List<SelectLine> lines)
    {
        if (lines.All(l => l.Name != line.Name))
        {
            return true;
        }

        _report(new ExpressionProblem("SE1210", line.Offset, line.Length, $"'{line.Name}' is set twice in this block", "remove one of the lines, or give it another name"));
        return false;
    }

    private SelectLine? ParseLine()
    {
        var name = Next;
        if (name.Is("*"))
        {
            _at++;
            return new SelectLine(name.Offset, name.Length, "*", null, name.End);
        }

        if (name.Kind == TokenKind.Invalid)
        {
            return null;
        }

        if (name.Kind != TokenKind.Name || Words.Contains(name.Value))
        {
            return RefuseLine(name);
        }

        _at++;
        if (name.Value.StartsWith("right.", StringComparison.Ordinal))
        {
            return RefuseRight(name);
        }

        if (Next.Kind is TokenKind.Line or TokenKind.End)
        {
            return new SelectLine(name.Offset, name.Length, name.Value, new ExpressionSyntax.Name(name.Offset, name.Length, name.Value), name.End);
        }

        if (name.Value == "ohlc" && Next.Is("("))
        {
            return ParseCall(name) is { } bars ? new SelectLine(name.Offset, name.Length, name.Value, bars, _tokens[_at - 1].End) : null;
        }

        if (!Next.Is("="))
        {
            return Next.Kind == TokenKind.Invalid ? null : RefuseLine(name);
        }

        _at++;
        return ParseElse() is { } value ? new SelectLine(name.Offset, name.Length, name.Value, value, _tokens[_at - 1].End) : null;
    }

    private SelectLine? RefuseRight(Token name)
    {
        _report(new ExpressionProblem("SE1209", name.Offset, name.Length, $"'{name.Value}' is a column of the right side and cannot name one here", Next.Is("=") ? "give the value another name" : $"write other_name = {name.Value}"));
        return null;
    }

    private SelectLine? RefuseLine(Token at)
    {
        var message = at.Kind == TokenKind.Name && !Words.Contains(at.Value)
            ? $"the line that starts with {Shown(at)} gives no name to its value"
            : $"a line starts with a name, not with {Shown(at)}";
        _report(new ExpressionProblem("SE1209", at.Offset, at.Length, message, "write lines name = expression, a name, or *"));
        return null;
    }
}
