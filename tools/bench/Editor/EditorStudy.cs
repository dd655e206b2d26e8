using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Bench.Editor;

/// <summary>
/// Types every verb, option and word of the operators, every attribute and every key of a file into a document, as a user does, and asks the language server what it offers there and what it shows
/// under the pointer. A name counts as completed when it is offered with its own description, as hovered when the description is shown.
/// </summary>
internal sealed class EditorStudy(LanguageServer server, OperatorRegistry registry, string modeline)
{
    private const string Head = "version: 1\npipeline: probe\n";

    private readonly EditorShare _keys = new("keys of a file");
    private readonly EditorShare _attributes = new("attributes");
    private readonly EditorShare _verbs = new("verbs");
    private readonly EditorShare _options = new("options");
    private readonly EditorShare _words = new("enum values");

    /// <summary>Asks for every name.</summary>
    public async Task<IReadOnlyList<EditorShare>> Run()
    {
        await Keys();
        await AttributesOfNodes();
        foreach (var op in registry.All)
        {
            await Verb(op);
        }

        return [_verbs, _options, _words, _attributes, _keys];
    }

    private async Task Keys()
    {
        foreach (var name in Attributes.TopBuilt.Concat(Attributes.TopOfTemplate).Distinct())
        {
            var offered = await Complete(name[..1]);
            var text = $"{name}: x\n";
            _keys.Add(name, Explains(offered, name), (await Hover(text, 0)).Contains(KeyTexts.Top[name], StringComparison.Ordinal));
        }

        await Options("time", "time:", OptionsDescription.Of(typeof(TimeOptions)));
    }

    private async Task AttributesOfNodes()
    {
        var offered = await Complete(Head + "nodes:\n  x:\n    from: a\n    ");
        foreach (var name in Attributes.Built)
        {
            var completed = name == "from" ? await Complete(Head + "nodes:\n  x:\n    select: x\n    ") : offered;
            _attributes.Add(name, Explains(completed, name), (await Hover(Head + $"nodes:\n  x:\n    {name}: x\n", 4)).Contains(KeyTexts.Node[name], StringComparison.Ordinal));
        }

        await Options("batch", "nodes:\n  x:\n    batch:", OptionsDescription.Of(typeof(BatchAttributeOptions)));
        await Options("buffer", "nodes:\n  x:\n    buffer:", OptionsDescription.Of(typeof(BufferAttributeOptions)));
        await Words("on_error", "nodes:\n  x:\n    ", "on_error", ["port", "stop"]);
    }

    private async Task Verb(OperatorDescription op)
    {
        var node = op.Kind == OperatorKind.Source ? "nodes:\n  x:\n" : "nodes:\n  x:\n    from: a\n";
        var offered = await Complete(Head + node + (op.Kind == OperatorKind.Source ? "    " + op.Name[..1] : "    "));
        var summary = XmlDocs.Of(op.Type.Assembly).Summary(op.Type);
        var shown = await Hover($"{Head}{node}    {op.Name}: {{}}\n", 4);
        _verbs.Add($"{op.Name} ({op.Kind})", Explains(offered, op.Name), summary.Length > 0 && shown.Contains(summary, StringComparison.Ordinal));
        await Options(op.Name, $"{node}    {op.Name}:", OptionsDescription.Of(op.OptionsType));
    }

    /// <param name="owner">What the options belong to, for the list of what is missing.</param>
    /// <param name="opening">The document up to the colon behind which the options stand.</param>
    /// <param name="options">The options.</param>
    private async Task Options(string owner, string opening, IReadOnlyList<OptionDescription> options)
    {
        var indent = new string(' ', opening.Length - opening.LastIndexOf('\n') - 1 - opening[(opening.LastIndexOf('\n') + 1)..].TrimStart().Length + 2);
        var offered = options.Count == 0 ? null : await Complete($"{Head}{opening}\n{indent}");
        foreach (var option in options)
        {
            var shown = await Hover($"{Head}{opening}\n{indent}{option.Name}: {(option.Nested is null ? "x" : "{}")}\n", indent.Length);
            _options.Add($"{owner}.{option.Name}", Explains(offered!, option.Name), option.Summary.Length > 0 && shown.Contains(option.Summary, StringComparison.Ordinal));
            var isMap = option.TypeText.StartsWith("a map of names", StringComparison.Ordinal);
            if (option.Allowed is { } words)
            {
                await Words($"{owner}.{option.Name}", isMap ? $"{opening}\n{indent}{option.Name}:\n{indent}  " : $"{opening}\n{indent}", isMap ? "name" : option.Name, words);
            }

            if (option.Nested is { Count: > 0 } nested)
            {
                var inner = isMap ? $"\n{indent}  name:" : "";
                await Options($"{owner}.{option.Name}", $"{opening}\n{indent}{option.Name}:{inner}", nested);
            }
        }
    }

    private async Task Words(string owner, string opening, string option, IReadOnlyList<string> words)
    {
        var offered = await Complete($"{Head}{opening}{option}: ");
        foreach (var word in words)
        {
            var text = $"{Head}{opening}{option}: ";
            var written = char.IsAsciiLetterOrDigit(word[0]) ? word : $"\"{word}\""; // a comma needs its quotes
            var shown = await Hover(text + written + "\n", text.Length - text.LastIndexOf('\n') - 1);
            _words.Add($"{owner}: {word}", Quotable(word).Any(offered.ContainsKey), Quotable(word).Any(one => shown.Contains($"* `{one}`", StringComparison.Ordinal)));
        }
    }

    /// <summary>A word as it is, and in the quotes the server puts around what older YAML takes for something else.</summary>
    private static string[] Quotable(string word) => [word, $"\"{word}\""];

    private static bool Explains(IReadOnlyDictionary<string, string> offered, string name) => offered.TryGetValue(name, out var documentation) && documentation.Length > 0;

    /// <summary>What is offered at the end of a text.</summary>
    private Task<IReadOnlyDictionary<string, string>> Complete(string text)
    {
        var (line, column) = End(text);
        return server.Complete($"{modeline}\n{text}", line, column);
    }

    /// <summary>What is shown on the last line of a text.</summary>
    private Task<string> Hover(string text, int column) => server.Hover($"{modeline}\n{text}", End(text.TrimEnd('\n')).Line, column);

    private static (int Line, int Column) End(string text)
    {
        var lines = text.Split('\n');
        return (lines.Length, lines[^1].Length);
    }
}
