using System.Text;

namespace StreamEngine.Cli.Screen;

/// <summary>Rows in columns two blanks apart, numbers to the right. A table that would be too wide cuts its widest text column.</summary>
internal sealed class TextTable
{
    private const string Gap = "  ";

    private readonly string[] _heads;
    private readonly bool[] _isNumber;
    private readonly List<string[]> _rows = [];

    /// <summary>A head that starts with <c>&gt;</c> is a column of numbers.</summary>
    public TextTable(params IReadOnlyList<string> heads)
    {
        _isNumber = [.. heads.Select(h => h.StartsWith('>'))];
        _heads = [.. heads.Select(h => h.TrimStart('>'))];
    }

    /// <summary>Adds a row; one cell for each head.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>The table, each line indented and ended.</summary>
    public string Text(int width, string indent = "")
    {
        var widths = Widths(width - indent.Length);
        var text = new StringBuilder();
        Line(text, indent, _heads, widths);
        foreach (var row in _rows)
        {
            Line(text, indent, row, widths);
        }

        return text.ToString();
    }

    private int[] Widths(int room)
    {
        var widths = _heads.Select((head, i) => _rows.Select(r => r[i].Length).Append(head.Length).Max()).ToArray();
        for (var over = widths.Sum() + (Gap.Length * (widths.Length - 1)) - room; over > 0; over--)
        {
            var widest = -1;
            for (var i = 0; i < widths.Length; i++)
            {
                if (!_isNumber[i] && (widest < 0 || widths[i] > widths[widest]))
                {
                    widest = i;
                }
            }

            if (widest < 0 || widths[widest] <= 4)
            {
                break;
            }

            widths[widest]--;
        }

        return widths;
    }

    private void Line(StringBuilder text, string indent, string[] cells, int[] widths)
    {
        var line = new StringBuilder(indent);
        for (var i = 0; i < cells.Length; i++)
        {
            line.Append(i == 0 ? "" : Gap);
            line.Append(_isNumber[i] ? cells[i].PadLeft(widths[i]) : Wrapped.Cut(cells[i], widths[i]).PadRight(widths[i]));
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
