using System.Globalization;

namespace StreamEngine.Expressions;

/// <summary>
/// Parses the expression language of <c>where</c> and <c>select</c>. From loose to tight: <c>else</c> · <c>or</c> · <c>and</c> · <c>not</c> ·
/// <c>= != &lt; &lt;= &gt; &gt;= in is</c> · <c>+ -</c> · <c>* / %</c> · <c>-x</c> · <c>v[i]</c>. The <c>else</c> of an <c>if</c> belongs to the nearest open <c>if</c>.
/// </summary>
/// <remarks>Texts come from outside: length and nesting are limited, and no input makes it recurse deeper than <see cref="MaxDepth"/>.</remarks>
public sealed class ExpressionParser
{
    /// <summary>Deepest nesting of a tree.</summary>
    public const int MaxDepth = 200;

    /// <summary>Longest text, in characters.</summary>
    public const int MaxLength = 65_536;

    private static readonly HashSet<string> Words = ["and", "or", "not", "in", "if", "then", "else", "is", "null", "true", "false"];
    private static readonly string[] Comparisons = ["=", "!=", "<", "<=", ">", ">="];

    private readonly List<Token> _tokens;
    private readonly Action<ExpressionProblem> _report;
    private int _at;
    private int _depth;

    private ExpressionParser(List<Token> tokens, Action<ExpressionProblem> report)
    {
        _tokens = tokens;
        _report = report;
    }

    private Token Next => _tokens[_at];

    /// <summary>Parses one expression; null when it was refused, which was then reported.</summary>
    public static ExpressionSyntax? ParseExpression(string text, Action<ExpressionProblem> report)
    {
        if (!Fits(text, report))
        {
            return null;
        }

        var parser = new ExpressionParser(new Lexer(text, lines: false, report).Read(), report);
        var expression = parser.ParseElse();
        return expression is null || !parser.Ends() ? null : expression;
    }

    /// <summary>Parses a select block; lines that were refused (and reported) make the result null after all lines were read.</summary>
    public static SelectSyntax? ParseSelect(string text, Action<ExpressionProblem> report)
    {
        if (!Fits(text, report))
        {
            return null;
        }

        var parser = new ExpressionParser(new Lexer(text, lines: true, report).Read(), report);
        var lines = parser.ParseLines();
        return lines is null ? null : new SelectSyntax(text, lines);
    }

    private static bool Fits(string text, Action<ExpressionProblem> report)
    {
        if (text.Length <= MaxLength)
        {
            return true;
        }

        report(new ExpressionProblem("SE1206", 0, MaxLength, string.Create(CultureInfo.InvariantCulture, $"the text has {text.Length} characters; at most {MaxLength} are allowed")));
        return false;
    }

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
        if (Next.Kind is TokenKind.Line or TokenKind.End)
        {
            return new SelectLine(name.Offset, name.Length, name.Value, new ExpressionSyntax.Name(name.Offset, name.Length, name.Value), name.End);
        }

        if (!Next.Is("="))
        {
            return Next.Kind == TokenKind.Invalid ? null : RefuseLine(name);
        }

        _at++;
        return ParseElse() is { } value ? new SelectLine(name.Offset, name.Length, name.Value, value, _tokens[_at - 1].End) : null;
    }

    private SelectLine? RefuseLine(Token at)
    {
        var message = at.Kind == TokenKind.Name && !Words.Contains(at.Value)
            ? $"the line that starts with {Shown(at)} gives no name to its value"
            : $"a line starts with a name, not with {Shown(at)}";
        _report(new ExpressionProblem("SE1209", at.Offset, at.Length, message, "write lines name = expression, a name, or *"));
        return null;
    }

    private ExpressionSyntax? ParseElse()
    {
        var left = ParseOr();
        while (left is not null && Next.IsWord("else"))
        {
            _at++;
            left = Join("else", left, ParseOr());
        }

        return left;
    }

    private ExpressionSyntax? ParseOr() => ParseWords("or", ParseAnd);

    private ExpressionSyntax? ParseAnd() => ParseWords("and", ParseNot);

    private ExpressionSyntax? ParseWords(string word, Func<ExpressionSyntax?> operand)
    {
        var left = operand();
        while (left is not null && Next.IsWord(word))
        {
            _at++;
            left = Join(word, left, operand());
        }

        return left;
    }

    private ExpressionSyntax? ParseNot()
    {
        if (!Next.IsWord("not"))
        {
            return ParseComparison();
        }

        var not = Take();
        if (!Enter(not))
        {
            return null;
        }

        var operand = ParseNot();
        _depth--;
        return operand is null ? null : Checked(new ExpressionSyntax.Unary(not.Offset, End(operand) - not.Offset, "not", operand));
    }

    private ExpressionSyntax? ParseComparison()
    {
        var left = ParseSum();
        if (left is null)
        {
            return null;
        }

        var compared = IsComparison(Next);
        if (compared)
        {
            var sign = Take().Value;
            left = Join(sign, left, ParseSum());
        }
        else if (Next.IsWord("in") || (Next.IsWord("not") && _tokens[_at + 1].IsWord("in")))
        {
            compared = true;
            left = ParseIn(left);
        }

        while (left is not null && Next.IsWord("is"))
        {
            left = ParseIsNull(left);
            compared = true;
        }

        if (left is not null && compared && (IsComparison(Next) || Next.IsWord("in")))
        {
            _report(new ExpressionProblem("SE1208", Next.Offset, Next.Length, $"comparisons do not chain: '{Next.Value}' follows another one", "write a < b and b < c, or put one comparison in brackets"));
            return null;
        }

        return left;
    }

    private static bool IsComparison(Token token) => token.Kind == TokenKind.Sign && Comparisons.Contains(token.Value);

    private ExpressionSyntax? ParseIn(ExpressionSyntax value)
    {
        var negated = Take().Value == "not";
        if (negated)
        {
            _at++;
        }

        if (Next.Kind == TokenKind.Parameter)
        {
            var parameter = Take();
            return Checked(new ExpressionSyntax.In(value.Offset, parameter.End - value.Offset, value, [new ExpressionSyntax.Parameter(parameter.Offset, parameter.Length, parameter.Value)], false, negated));
        }

        var open = Next;
        if (!open.Is("["))
        {
            return Unexpected("'[' or a $param");
        }

        _at++;
        var items = new List<ExpressionSyntax>();
        if (!ParseItems(open, "]", items, out var end, out _))
        {
            return null;
        }

        return Checked(new ExpressionSyntax.In(value.Offset, end - value.Offset, value, items, true, negated));
    }

    private ExpressionSyntax? ParseIsNull(ExpressionSyntax value)
    {
        _at++;
        var negated = Next.IsWord("not");
        if (negated)
        {
            _at++;
        }

        if (!Next.IsWord("null"))
        {
            return Unexpected(negated ? "null" : "null or not null");
        }

        var end = Take().End;
        return Checked(new ExpressionSyntax.IsNull(value.Offset, end - value.Offset, value, negated));
    }

    private ExpressionSyntax? ParseSum()
    {
        var left = ParseProduct();
        while (left is not null && (Next.Is("+") || Next.Is("-")))
        {
            left = Join(Take().Value, left, ParseProduct());
        }

        return left;
    }

    private ExpressionSyntax? ParseProduct()
    {
        var left = ParseNegation();
        while (left is not null && (Next.Is("*") || Next.Is("/") || Next.Is("%")))
        {
            left = Join(Take().Value, left, ParseNegation());
        }

        return left;
    }

    private ExpressionSyntax? ParseNegation()
    {
        if (!Next.Is("-"))
        {
            return ParseElement();
        }

        var minus = Take();
        if (!Enter(minus))
        {
            return null;
        }

        var operand = ParseNegation();
        _depth--;
        return operand is null ? null : Checked(new ExpressionSyntax.Unary(minus.Offset, End(operand) - minus.Offset, "-", operand));
    }

    private ExpressionSyntax? ParseElement()
    {
        var value = ParsePrimary();
        while (value is not null && Next.Is("["))
        {
            var open = Take();
            var index = Enter(open) ? ParseElse() : null;
            _depth--;
            if (index is null || !Close("]", open, out var end))
            {
                return null;
            }

            value = Checked(new ExpressionSyntax.Element(value.Offset, end - value.Offset, value, index));
        }

        return value;
    }

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

    private ExpressionSyntax? Join(string sign, ExpressionSyntax left, ExpressionSyntax? right) =>
        right is null ? null : Checked(new ExpressionSyntax.Binary(left.Offset, Math.Max(1, End(right) - left.Offset), sign, left, right));

    private static int End(ExpressionSyntax node) => node.Offset + node.Length;

    private Token Take() => _tokens[_at++];

    private bool Accept(string sign)
    {
        if (!Next.Is(sign))
        {
            return false;
        }

        _at++;
        return true;
    }

    private bool Expect(string word)
    {
        if (Next.IsWord(word))
        {
            _at++;
            return true;
        }

        Unexpected($"'{word}'");
        return false;
    }

    private bool Close(string sign, Token open, out int end)
    {
        end = Next.End;
        if (Accept(sign))
        {
            return true;
        }

        if (Next.Kind == TokenKind.End)
        {
            _report(new ExpressionProblem("SE1204", open.Offset, open.Length, $"'{open.Value}' is not closed", $"write '{sign}' where it ends"));
        }
        else
        {
            Unexpected($"'{sign}'");
        }

        return false;
    }

    private bool Ends()
    {
        if (Next.Kind is TokenKind.End or TokenKind.Line)
        {
            return true;
        }

        Unexpected("the end");
        return false;
    }

    private bool Enter(Token at)
    {
        if (++_depth <= MaxDepth)
        {
            return true;
        }

        ReportDepth(at.Offset, at.Length);
        return false;
    }

    private ExpressionSyntax? Checked(ExpressionSyntax node)
    {
        if (node.Depth <= MaxDepth)
        {
            return node;
        }

        ReportDepth(node.Offset, node.Length);
        return null;
    }

    private void ReportDepth(int offset, int length) =>
        _report(new ExpressionProblem("SE1205", offset, length, string.Create(CultureInfo.InvariantCulture, $"the expression is nested deeper than {MaxDepth}"), "split it into several select lines"));

    private ExpressionSyntax? Unexpected(string wanted)
    {
        var found = Next;
        if (found.Kind != TokenKind.Invalid)
        {
            _report(new ExpressionProblem("SE1202", found.Offset, found.Length, $"found {Shown(found)} where {wanted} must stand"));
        }

        return null;
    }

    private static string Shown(Token token) => token.Kind switch
    {
        TokenKind.End or TokenKind.Line => "the end",
        TokenKind.Parameter => $"'${token.Value}'",
        TokenKind.Number => $"'{token.Value}{token.Suffix}'",
        _ => $"'{token.Value}'",
    };
}
