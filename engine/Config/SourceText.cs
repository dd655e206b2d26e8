namespace StreamEngine.Config;

/// <summary>The text of a file with its lines, so that an offset becomes a line and a column. A line ends at <c>\n</c>, <c>\r\n</c> or <c>\r</c>.</summary>
public sealed class SourceText
{
    private readonly List<int> _starts = [0];

    /// <summary>Splits <paramref name="text"/> into lines.</summary>
    public SourceText(string file, string text)
    {
        File = file;
        Text = text;
        for (var at = 0; text.AsSpan(at).IndexOfAny('\n', '\r') is >= 0 and var length; _starts.Add(at))
        {
            at += length + 1;
            at += text[at - 1] == '\r' && at < text.Length && text[at] == '\n' ? 1 : 0;
        }
    }

    /// <summary>Name of the file, as it appears in messages.</summary>
    public string File { get; }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Number of lines, at least 1.</summary>
    public int LineCount => _starts.Count;

    /// <summary>The text of a line (from 1), without its line break.</summary>
    public ReadOnlySpan<char> Line(int line)
    {
        var start = _starts[line - 1];
        var end = line < _starts.Count ? _starts[line] : Text.Length;
        return Text.AsSpan(start, end - start).TrimEnd("\r\n");
    }

    /// <summary>The offset at which a line (from 1) starts.</summary>
    public int StartOf(int line) => _starts[line - 1];

    /// <summary>The line (from 1) that holds an offset.</summary>
    public int LineOf(int offset)
    {
        var found = _starts.BinarySearch(Math.Clamp(offset, 0, Text.Length));
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>The place of the characters from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public Span SpanOf(int start, int end)
    {
        start = Math.Clamp(start, 0, Text.Length);
        end = Math.Clamp(end, start, Text.Length);
        var first = LineOf(start);
        var last = LineOf(end);
        return new Span(File, first, start - _starts[first - 1] + 1, last, end - _starts[last - 1] + 1);
    }
}
