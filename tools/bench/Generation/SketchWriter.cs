using System.Text;

namespace StreamEngine.Bench.Generation;

/// <summary>Writes sketches as people might: block or <c>{ }</c> style, comments, blank lines and quotes as a seeded generator draws them.</summary>
internal sealed class SketchWriter(Random random)
{
    private const int Widest = 140;
    private static readonly string[] Comments = ["# as before", "# 1: see the desk's note", "# { not a map } [ or list", "# 'quoted' \"twice\"", "#"];

    private readonly StringBuilder _text = new();

    /// <summary>The text of a file.</summary>
    public string Write(Sketch.Pairs top)
    {
        Entries(top, 0);
        return _text.ToString();
    }

    private void Entries(Sketch.Pairs map, int indent)
    {
        foreach (var (key, value) in map.Entries)
        {
            if (random.Next(12) == 0)
            {
                _text.Append(random.Next(2) == 0 ? "\n" : new string(' ', indent) + Comment() + "\n");
            }

            _text.Append(' ', indent).Append(key).Append(':');
            Value(value, indent);
        }
    }

    private void Value(Sketch value, int indent)
    {
        if (value is Sketch.Lines lines)
        {
            Literal(lines.Texts, indent);
        }
        else if (value is Sketch.Expression expression && random.Next(4) == 0)
        {
            Literal([expression.Text], indent);
        }
        else if (Plain(value) is { } text && (value is not (Sketch.Pairs or Sketch.Items) || (random.Next(5) > 0 && text.Length + indent <= Widest)))
        {
            _text.Append(' ', random.Next(6) == 0 ? 3 : 1).Append(text).Append(random.Next(15) == 0 ? " " + Comment() : "").Append('\n');
        }
        else
        {
            _text.Append('\n');
            Block(value, indent + (random.Next(3) == 0 ? 4 : 2));
        }
    }

    private void Block(Sketch value, int indent)
    {
        if (value is Sketch.Pairs map)
        {
            Entries(map, indent);
            return;
        }

        foreach (var item in ((Sketch.Items)value).Values)
        {
            _text.Append(' ', indent).Append('-');
            Value(item, indent);
        }
    }

    private void Literal(IReadOnlyList<string> lines, int indent)
    {
        var inner = indent + (random.Next(3) == 0 ? 3 : 2);
        _text.Append(random.Next(4) == 0 ? " |-\n" : " |\n");
        foreach (var line in lines)
        {
            _text.Append(' ', line.Length > 0 ? inner : 0).Append(line).Append('\n');
        }
    }

    // on one line; null where that cannot be
    private string? Plain(Sketch value, bool inFlow = false)
    {
        switch (value)
        {
            case Sketch.Word word:
                return word.Text;
            case Sketch.Quoted quoted:
                return Quote(quoted.Text);
            case Sketch.Expression expression:
                return (inFlow && expression.Text.AsSpan().IndexOfAny(",[]{}") >= 0) || random.Next(5) == 0 ? Quote(expression.Text) : expression.Text;
            case Sketch.Items list:
                var items = list.Values.Select(v => Plain(v, inFlow: true)).ToList();
                return items.Contains(null) ? null : $"[{string.Join(", ", items)}]";
            case Sketch.Pairs map:
                var entries = map.Entries.Select(e => Plain(e.Value, inFlow: true) is { } text ? $"{e.Key}: {text}" : null).ToList();
                return entries.Contains(null) ? null : entries.Count == 0 ? "{}" : $"{{ {string.Join(", ", entries)} }}";
            default:
                return null;
        }
    }

    private string Quote(string text) => random.Next(2) == 0 && !text.Contains('\\', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal)
        ? $"\"{text}\""
        : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private string Comment() => Comments[random.Next(Comments.Length)];
}
