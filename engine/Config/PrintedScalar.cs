using System.Globalization;
using System.Text;

namespace StreamEngine.Config;

/// <summary>How a scalar is written so that it reads back with its value, and quoted exactly if it was.</summary>
internal static class PrintedScalar
{
    private const int LongestKey = 512;

    /// <summary>A key.</summary>
    public static string Key(YamlScalar key) => IsPlainInFlow(key.Value) && key.Value.Length <= LongestKey && key.Value != "<<" ? key.Value : Quoted(key.Value);

    /// <summary>A value behind a key in block style; null when it needs a <c>|</c> block.</summary>
    public static string? InBlock(YamlScalar scalar) =>
        scalar.Quoted ? Quoted(scalar.Value)
        : scalar.IsNull || (scalar.Style == ScalarStyle.Plain && IsPlainInBlock(scalar.Value)) ? scalar.Value
        : null;

    /// <summary>A value inside <c>{ }</c> or <c>[ ]</c>; null when it cannot stand there.</summary>
    public static string? InFlow(YamlScalar scalar) =>
        scalar.Quoted ? Quoted(scalar.Value)
        : scalar.Style == ScalarStyle.Plain && scalar.Value.Length > 0 && IsPlainInFlow(scalar.Value) ? scalar.Value
        : null;

    /// <summary>A <c>|</c> block behind a key, with what it needs to say about its indentation and its last line breaks.</summary>
    public static void Literal(StringBuilder text, string value, int indent, int step)
    {
        var body = value.TrimEnd('\n');
        var breaks = value.Length - body.Length;
        text.Append(" |");
        if (body.Length == 0 || body[0] is ' ' or '\t' or '\n')
        {
            text.Append(step.ToString(CultureInfo.InvariantCulture));
        }

        text.Append(breaks == 0 ? "-" : breaks == 1 && body.Length > 0 ? "" : "+").Append('\n');
        if (body.Length > 0)
        {
            foreach (var line in body.Split('\n'))
            {
                text.Append(' ', line.Length > 0 ? indent : 0).Append(line).Append('\n');
            }
        }

        text.Append('\n', body.Length == 0 ? breaks : Math.Max(0, breaks - 1));
    }

    private static bool IsPlainInBlock(string value)
    {
        if (value.Length == 0 || value[0] is ' ' || value[^1] is ' ' or ':' || !StartsPlain(value))
        {
            return false;
        }

        for (var i = 0; i < value.Length; i++)
        {
            var next = i + 1 < value.Length ? value[i + 1] : '\0';
            if (char.IsControl(value[i]) || (value[i] == ':' && next == ' ') || (value[i] == ' ' && next == '#'))
            {
                return false;
            }
        }

        // a bracket that is open before a comment is refused, and nothing but quotes keeps one from a reader's eye
        return !Brackets.AreOpen(value);
    }

    private static bool IsPlainInFlow(string value) =>
        IsPlainInBlock(value) && value.AsSpan().IndexOfAny(",[]{}") < 0 && Brackets.Count(value) is { Balance: 0, InQuote: false };

    private static bool StartsPlain(string value) => value[0] switch
    {
        '-' or '.' => value.Length > 1 && char.IsAsciiDigit(value[1]),
        var first => "?:,[]{}#&*!|>'\"%@`=<".IndexOf(first) < 0,
    };

    private static string Quoted(string value)
    {
        if (!value.Any(c => char.IsSurrogate(c) || YamlText.IsHidden(c)))
        {
            return $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
        }

        var text = new StringBuilder("\"");
        foreach (var rune in value.EnumerateRunes())
        {
            text.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                >= ' ' and < 0x7F => rune.ToString(),
                <= 0xFFFF => $"\\u{rune.Value:x4}",
                _ => $"\\U{rune.Value:x8}",
            });
        }

        return text.Append('"').ToString();
    }
}
