using System.Globalization;

namespace StreamEngine.Expressions;

/// <summary>
/// Parses the expression language of <c>where</c> and <c>select</c>. From loose to tight: <c>else</c> · <c>or</c> · <c>and</c> · <c>not</c> ·
/// <c>= != &lt; &lt;= &gt; &gt;= in is</c> · <c>+ -</c> · <c>* / %</c> · <c>-x</c> · <c>v[i]</c>. The <c>else</c> of an <c>if</c> belongs to the nearest open <c>if</c>.
/// </summary>
/// <remarks>Texts come from outside: length and nesting are limited, and no input makes it recurse deeper than <see cref="MaxDepth"/>.</remarks>
public sealed partial class ExpressionParser
{
    /// <summary>Deepest nesting of a tree.</summary>
    public const int MaxDepth = 200;

    /// <summary>Longest text, in characters.</summary>
    public const int MaxLength = 32_768;

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
