using System.Text;

namespace StreamEngine.Cli.Drawing;

/// <summary>A grid of characters with lines that join where they meet.</summary>
internal sealed class TextCanvas
{
    private const int North = 1;
    private const int East = 2;
    private const int South = 4;
    private const int West = 8;

    // by the directions a cell is connected to
    private const string Joints = " ╵╶└╷│┌├╴┘─┴┐┤┬┼";

    private readonly List<Dictionary<int, char>> _texts = [];
    private readonly List<Dictionary<int, int>> _lines = [];

    /// <summary>Draws a vertical line, its ends included.</summary>
    public void Vertical(int x, int top, int bottom)
    {
        for (var y = top; y < bottom; y++)
        {
            Join(x, y, South);
            Join(x, y + 1, North);
        }
    }

    /// <summary>Draws a horizontal line, its ends included.</summary>
    public void Horizontal(int y, int from, int to)
    {
        for (var x = Math.Min(from, to); x < Math.Max(from, to); x++)
        {
            Join(x, y, East);
            Join(x + 1, y, West);
        }
    }

    /// <summary>Draws a box around lines of text.</summary>
    public void Box(int x, int y, int width, IReadOnlyList<string> lines)
    {
        Horizontal(y, x, x + width - 1);
        Horizontal(y + lines.Count + 1, x, x + width - 1);
        Vertical(x, y, y + lines.Count + 1);
        Vertical(x + width - 1, y, y + lines.Count + 1);
        for (var i = 0; i < lines.Count; i++)
        {
            Text(x + 2, y + 1 + i, lines[i]);
        }
    }

    /// <summary>Writes text over what is there.</summary>
    public void Text(int x, int y, string text)
    {
        Grow(y);
        for (var i = 0; i < text.Length; i++)
        {
            _texts[y][x + i] = text[i];
        }
    }

    /// <summary>Whether nothing is drawn on some cells of a row.</summary>
    public bool IsFree(int x, int y, int length)
    {
        Grow(y);
        return Enumerable.Range(x, length).All(i => !_texts[y].ContainsKey(i) && !_lines[y].ContainsKey(i));
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var y = 0; y < _texts.Count; y++)
        {
            var line = new StringBuilder();
            var end = Math.Max(_texts[y].Keys.DefaultIfEmpty(-1).Max(), _lines[y].Keys.DefaultIfEmpty(-1).Max());
            for (var x = 0; x <= end; x++)
            {
                line.Append(_texts[y].TryGetValue(x, out var c) ? c : Joints[_lines[y].GetValueOrDefault(x)]);
            }

            text.Append(line.ToString().TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private void Join(int x, int y, int direction)
    {
        Grow(y);
        _lines[y][x] = _lines[y].GetValueOrDefault(x) | direction;
    }

    private void Grow(int y)
    {
        while (_texts.Count <= y)
        {
            _texts.Add([]);
            _lines.Add([]);
        }
    }
}
