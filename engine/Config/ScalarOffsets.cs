namespace StreamEngine.Config;

/// <summary>Where each character of a scalar's value starts in the file.</summary>
internal sealed class ScalarOffsets
{
    private static readonly ScalarOffsets Unknown = new([], 0);

    private readonly int[] _starts;
    private readonly int _end;
    private readonly bool _byLine;

    private ScalarOffsets(int[] starts, int end, bool byLine = false)
    {
        _byLine = byLine;
        _starts = starts;
        _end = end;
    }

    /// <summary>Whether the way back is known.</summary>
    public bool IsExact => !ReferenceEquals(this, Unknown);

    /// <summary>The offset in the file at which a value offset starts.</summary>
    public int Start(int offset) => offset < _starts.Length ? _starts[offset] : _end;

    /// <summary>The offset in the file just behind the value character before <paramref name="offset"/>.</summary>
    public int End(int offset) => offset == 0 ? Start(0) : _byLine ? _starts[offset - 1] + 1 : Start(offset);

    /// <summary>Finds the way back for a value that stands at [<paramref name="start"/>, <paramref name="end"/>).</summary>
    public static ScalarOffsets Of(string value, ScalarStyle style, SourceText source, int start, int end)
    {
        var text = source.Text;
        var found = style switch
        {
            ScalarStyle.Plain => Plain(value, text, start, end),
            ScalarStyle.SingleQuoted => SingleQuoted(value, text, start, end),
            ScalarStyle.DoubleQuoted => DoubleQuoted(value, text, start, end),
            ScalarStyle.Literal => Literal(value, source, start, end),
            _ => null,
        };
        return found ?? Unknown;
    }

    private static ScalarOffsets? Plain(string value, string text, int start, int end) =>
        end - start >= value.Length && text.AsSpan(start, value.Length).SequenceEqual(value)
            ? new ScalarOffsets([.. Enumerable.Range(start, value.Length)], start + value.Length)
            : null;

    private static ScalarOffsets? SingleQuoted(string value, string text, int start, int end)
    {
        var starts = new int[value.Length];
        var at = start + 1;
        for (var i = 0; i < value.Length; i++)
        {
            if (at >= end || text[at] != value[i])
            {
                return null;
            }

            starts[i] = at;
            at += value[i] == '\'' ? 2 : 1;
        }

        return new ScalarOffsets(starts, at);
    }

    private static ScalarOffsets? DoubleQuoted(string value, string text, int start, int end)
    {
        var starts = new int[value.Length];
        var at = start + 1;
        for (var i = 0; i < value.Length; i++)
        {
            if (at + 1 >= end || text[at] is '\n' or '\r' || (text[at] != '\\' && text[at] != value[i]))
            {
                return null;
            }

            starts[i] = at;
            if (text[at] == '\\')
            {
                at += text[at + 1] switch { 'x' => 4, 'u' => 6, 'U' => 10, _ => 2 };
                if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && at - starts[i] == 10)
                {
                    starts[++i] = starts[i - 1];
                }
            }
            else
            {
                at++;
            }
        }

        return new ScalarOffsets(starts, Math.Min(at, end));
    }

    // A '|' block: its indentation is written behind '|', or is that of its first line that is not blank.
    private static ScalarOffsets? Literal(string value, SourceText source, int start, int end)
    {
        var line = source.LineOf(start) + 1;
        var lines = value.Split('\n');
        var lead = Array.FindIndex(lines, text => text.Trim(' ').Length > 0);
        if (lead < 0 || line + lead > source.LineCount)
        {
            return null;
        }

        var indent = source.Line(line + lead).Length - lines[lead].Length;
        var starts = new int[value.Length];
        var offset = 0;
        foreach (var part in lines)
        {
            if (line > source.LineCount || source.StartOf(line) > end)
            {
                break;
            }

            var shown = source.Line(line);
            var from = Math.Min(indent, shown.Length);
            if (indent < 0 || !shown[from..].SequenceEqual(part))
            {
                return null;
            }

            for (var i = 0; i <= part.Length && offset < starts.Length; i++)
            {
                starts[offset++] = source.StartOf(line) + from + i;
            }

            line++;
        }

        for (; offset < starts.Length; offset++)
        {
            starts[offset] = end;
        }

        return new ScalarOffsets(starts, starts.Length == 0 ? start : Math.Min(starts[^1] + 1, source.Text.Length), byLine: true);
    }
}
