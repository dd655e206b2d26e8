using System.Globalization;
using System.Text;

namespace StreamEngine.Config;

/// <summary>Writes a problem for a terminal: message, place, the lines of the file with carets under the place, what to do and where to read more.</summary>
public sealed class ProblemBlock
{
    private const int LinesBefore = 2;
    private const int Narrowest = 40;
    private const int Indent = 2;
    private const string FixText = "fix: --fix";
    private const string Red = "\u001b[1;31m";
    private const string Yellow = "\u001b[1;33m";
    private const string Blue = "\u001b[1;34m";
    private const string Plain = "\u001b[0m";

    private readonly StringBuilder _text = new();
    private readonly Problem _problem;
    private readonly SourceText _source;
    private readonly bool _colour;
    private readonly int _width;
    private readonly string _margin;

    private ProblemBlock(Problem problem, string sourceText, bool colour, int width)
    {
        _problem = problem;
        _source = new SourceText(problem.Span.File, sourceText.StartsWith('\uFEFF') ? sourceText[1..] : sourceText);
        _colour = colour;
        _width = Math.Max(Narrowest, width);
        Last = Math.Min(problem.Span.Line, _source.LineCount);
        _margin = new string(' ', Math.Max(2, Last.ToString(CultureInfo.InvariantCulture).Length));
    }

    private int Last { get; }

    // columns for a line of the file
    private int Room => _width - _margin.Length - 3;

    /// <summary>The lines, each ended.</summary>
    /// <param name="problem">What to write.</param>
    /// <param name="sourceText">The whole text of the file the problem is in.</param>
    /// <param name="colour">Whether to mark up for a terminal.</param>
    /// <param name="width">Columns of the terminal.</param>
    public static string Of(Problem problem, string sourceText, bool colour = false, int width = 80) => new ProblemBlock(problem, sourceText, colour, width).Write();

    private string Write()
    {
        var head = $"{ProblemText.Name(_problem.Severity)}[{_problem.Code}]";
        _text.Append(Paint(head, Accent)).Append(": ").Append(string.Join("\n" + new string(' ', Indent), Wrap(_problem.Message, _width, head.Length + 2, Indent))).Append('\n');
        _text.Append(_margin).Append(Paint("-->", Blue)).Append(' ').Append(_problem.Span).Append('\n');
        Bar("");
        WriteSource();
        Bar("");
        foreach (var line in _problem.Table)
        {
            Bar(line);
        }

        if (_problem.Table.Count > 0)
        {
            Bar("");
        }

        foreach (var place in _problem.UsedAt)
        {
            Note($"used at {place}");
        }

        WriteHelp();
        Note($"more: streamengine explain {_problem.Code}");
        return _text.ToString();
    }

    private string Accent => _problem.Severity == Severity.Error ? Red : Yellow;

    private void WriteSource()
    {
        var column = Math.Max(0, _problem.Span.Column - 1);
        var line = _source.Line(Last);
        var end = _problem.Span.EndLine == _problem.Span.Line ? _problem.Span.EndColumn - 1 : line.Length;
        var carets = Math.Clamp(end - column, 1, Room);
        var from = column + carets < Room || line.Length <= Room ? 0 : Math.Max(0, Math.Min(column - (Room / 4), line.Length - Room));
        for (var number = Math.Max(1, Last - LinesBefore); number <= Last; number++)
        {
            Bar(Shown(_source.Line(number), from), number);
        }

        carets = Math.Min(carets, Math.Max(1, Room - 1 - (column - from)));
        Annotate(column - from, carets, ErrorCodes.Find(_problem.Code)?.Title ?? "");
    }

    // behind the carets where it fits, else on lines below them
    private void Annotate(int column, int carets, string title)
    {
        var marks = new string(' ', column) + Paint(new string('^', carets), Accent);
        if (title.Length == 0 || column + carets + 1 + title.Length <= Room)
        {
            Bar(title.Length == 0 ? marks : $"{marks} {title}");
            return;
        }

        Bar(marks);
        var at = Math.Clamp(Room - title.Length, 0, column);
        foreach (var part in Wrap(title, Room, at, at))
        {
            Bar(new string(' ', at) + part);
        }
    }

    private void WriteHelp()
    {
        if (_problem.Help is not { } help)
        {
            return;
        }

        var words = help.StartsWith("did you mean", StringComparison.Ordinal) ? help : $"help: {help}";
        Note(words, _problem.Fix.Count > 0 ? FixText : "");
    }

    private void Note(string words, string right = "")
    {
        var lines = Wrap(words, Room, 0, Indent);
        var fits = right.Length > 0 && lines[^1].Length + 2 + right.Length + (lines.Count > 1 ? Indent : 0) <= Room;
        for (var i = 0; i < lines.Count; i++)
        {
            var indented = i == 0 ? lines[i] : new string(' ', Indent) + lines[i];
            var isLast = i == lines.Count - 1;
            _text.Append(_margin).Append(Paint(i == 0 ? " =" : "  ", Blue)).Append(' ').Append(isLast && fits ? indented.PadRight(Room - right.Length) + right : indented).Append('\n');
        }

        if (right.Length > 0 && !fits)
        {
            Note(right);
        }
    }

    private void Bar(string text, int? number = null)
    {
        var left = number?.ToString(CultureInfo.InvariantCulture).PadLeft(_margin.Length) ?? _margin;
        _text.Append(Paint(left + " |", Blue)).Append((" " + text).TrimEnd()).Append('\n');
    }

    private string Paint(string text, string with) => _colour ? with + text + Plain : text;

    // a window of the line; what is cut off on a side reads …
    private string Shown(ReadOnlySpan<char> line, int from)
    {
        if (line.Length <= from)
        {
            return "";
        }

        var part = line.Slice(from, Math.Min(Room, line.Length - from)).ToString().Replace('\t', ' ').ToCharArray();
        if (from > 0)
        {
            part[0] = '…';
        }

        if (from + part.Length < line.Length)
        {
            part[^1] = '…';
        }

        return new string(part);
    }

    // lines of words; the first has fewer columns, the others are indented by the caller
    private static List<string> Wrap(string text, int width, int first, int indent)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        var room = width - first;
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > room)
            {
                lines.Add(line.ToString());
                line.Clear();
                room = width - indent;
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        lines.Add(line.ToString());
        return lines;
    }
}
