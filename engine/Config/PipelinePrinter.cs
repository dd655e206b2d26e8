using System.Text;

namespace StreamEngine.Config;

/// <summary>
/// Writes a tree as YAML text that reads back as the same tree: the same keys in the same order, the same values, quoted text quoted, null null.
/// Comments are not part of a tree; maps and lists stand in <c>{ }</c> and <c>[ ]</c> where they are small.
/// </summary>
public sealed class PipelinePrinter
{
    private const int Widest = 120;
    private const int Step = 2;

    private readonly StringBuilder _text = new();

    private PipelinePrinter()
    {
    }

    /// <summary>The text of a file.</summary>
    public static string Print(YamlMap top)
    {
        var printer = new PipelinePrinter();
        if (top.Entries.Count == 0)
        {
            return "{}\n";
        }

        foreach (var entry in top.Entries)
        {
            var isSmall = Height(entry.Value) <= 1;
            printer.Entry(entry, 0, isSmall);
        }

        return printer._text.ToString();
    }

    private void Entry(YamlEntry entry, int indent, bool mayFlow)
    {
        _text.Append(' ', indent).Append(PrintedScalar.Key(entry.Key)).Append(':');
        Value(entry.Value, indent, _text.Length - LineStart(), mayFlow);
    }

    // what stands behind 'key:' or '-', with the line break
    private void Value(YamlNode value, int indent, int column, bool mayFlow)
    {
        if (value is YamlScalar scalar)
        {
            Scalar(scalar, indent);
        }
        else if (mayFlow && Flow(value) is { } flow && column + 1 + flow.Length <= Widest)
        {
            _text.Append(' ').Append(flow).Append('\n');
        }
        else
        {
            _text.Append('\n');
            Block(value, indent + Step);
        }
    }

    private void Scalar(YamlScalar scalar, int indent)
    {
        if (PrintedScalar.InBlock(scalar) is { } text)
        {
            _text.Append(text.Length > 0 ? " " : "").Append(text).Append('\n');
        }
        else
        {
            PrintedScalar.Literal(_text, scalar.Value, indent + Step, Step);
        }
    }

    private void Block(YamlNode value, int indent)
    {
        if (value is YamlMap map)
        {
            foreach (var entry in map.Entries)
            {
                Entry(entry, indent, mayFlow: true);
            }

            return;
        }

        foreach (var item in ((YamlList)value).Items)
        {
            _text.Append(' ', indent).Append('-');
            Value(item, indent, indent + 1, mayFlow: true);
        }
    }

    /// <summary>A value on one line; null when it holds what stands in block style only.</summary>
    private static string? Flow(YamlNode value)
    {
        switch (value)
        {
            case YamlScalar scalar:
                return PrintedScalar.InFlow(scalar);
            case YamlList list:
                var items = list.Items.Select(Flow).ToList();
                return items.Contains(null) ? null : $"[{string.Join(", ", items)}]";
            default:
                var entries = ((YamlMap)value).Entries.Select(e => Flow(e.Value) is { } text ? $"{PrintedScalar.Key(e.Key)}: {text}" : null).ToList();
                return entries.Contains(null) ? null : entries.Count == 0 ? "{}" : $"{{ {string.Join(", ", entries)} }}";
        }
    }

    private static int Height(YamlNode value) => value switch
    {
        YamlList { Items.Count: > 0 } list => 1 + list.Items.Max(Height),
        YamlMap { Entries.Count: > 0 } map => 1 + map.Entries.Max(e => Height(e.Value)),
        _ => 0,
    };

    private int LineStart()
    {
        var at = _text.Length;
        while (at > 0 && _text[at - 1] != '\n')
        {
            at--;
        }

        return at;
    }
}
