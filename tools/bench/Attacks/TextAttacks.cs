namespace StreamEngine.Bench.Attacks;

/// <summary>Texts made to bring a reader of YAML down.</summary>
internal static class TextAttacks
{
    private const int Many = 100_000;

    /// <summary>All of them, by name.</summary>
    public static IEnumerable<(string Name, string Text)> All() => Depth().Concat(Width()).Concat(Copies()).Concat(Characters()).Concat(Broken());

    private static IEnumerable<(string Name, string Text)> Depth()
    {
        foreach (var (name, piece) in new[] { ("[", "["), ("{a: ", "{a: "), ("[ lines", "[\n"), ("{ lines", "{a:\n "), ("- ", "- "), ("? ", "? "), ("[[]", "[[],"), ("{? ", "{? ") })
        {
            yield return ($"depth {name} 65", string.Concat(Enumerable.Repeat(piece, 65)));
            yield return ($"depth {name} many", string.Concat(Enumerable.Repeat(piece, Many)));
            yield return ($"depth {name} under a key", "a: " + string.Concat(Enumerable.Repeat(piece, 9_000)));
        }

        yield return ("depth by indentation", string.Concat(Enumerable.Range(0, 1_000).Select(i => new string(' ', i) + "a:\n")));
        yield return ("depth by indented lists", string.Concat(Enumerable.Range(0, 1_000).Select(i => new string(' ', i) + "-\n")));
        yield return ("depth closed again", "a: " + new string('[', 65) + new string(']', 65));
    }

    private static IEnumerable<(string Name, string Text)> Width()
    {
        yield return ("long file", "a: 1\n" + string.Concat(Enumerable.Repeat("# comment\n", 110_000)));
        yield return ("long line", "a: " + new string('x', 1_000_000));
        yield return ("long key", new string('k', 60_000) + ": 1");
        yield return ("long quoted key", "\"" + new string('k', 60_000) + "\": 1");
        yield return ("long literal", "a: |\n" + string.Concat(Enumerable.Repeat("  xxxxxxxx\n", 80_000)));
        yield return ("long folded", "a: >\n" + string.Concat(Enumerable.Repeat("  xxxxxxxx\n", 80_000)));
        yield return ("long plain", "a: b\n" + string.Concat(Enumerable.Repeat("  xxxxxxxx\n", 80_000)));
        yield return ("long quoted", "a: 'b\n" + string.Concat(Enumerable.Repeat("  xxxxxxxx\n", 80_000)) + "'");
        yield return ("many keys", string.Concat(Enumerable.Range(0, 60_000).Select(i => $"k{i}: 1\n")));
        yield return ("many items", "a:\n" + string.Concat(Enumerable.Repeat("- 1\n", Many)));
        yield return ("many flow items", "a: [\n" + string.Concat(Enumerable.Repeat(" 1,\n", Many)) + "]");
        yield return ("many lone keys", "a: {\n" + string.Concat(Enumerable.Repeat(" a,\n", Many)) + "}");
        yield return ("many empty keys", string.Concat(Enumerable.Repeat(":\n", Many)));
        yield return ("many documents", string.Concat(Enumerable.Repeat("---\n", Many)));
        yield return ("many directives", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"%TAG !a{i}! tag:x,2000:\n")) + "---\na: 1");
        yield return ("same key again", string.Concat(Enumerable.Repeat("a: 1\n", 50_000)));
        yield return ("commas", "a: [" + new string(',', 50_000));
    }

    private static IEnumerable<(string Name, string Text)> Copies()
    {
        yield return ("alias bomb", "a: &a [x, x]\n" + string.Concat(Enumerable.Range('b', 20).Select(c => $"{(char)c}: &{(char)c} [*{(char)(c - 1)}, *{(char)(c - 1)}]\n")));
        yield return ("alias to itself", "a: &a [*a]");
        yield return ("alias unknown", "a: *nothing");
        yield return ("alias as key", "*a : 1");
        yield return ("many anchors", string.Concat(Enumerable.Range(0, 10_000).Select(i => $"k{i}: &a{i} 1\n")));
        yield return ("merge bomb", "a: &a {x: 1}\nb: {<<: [*a, *a, *a]}");
        yield return ("merge of text", "<<: x");
        yield return ("type tag", "a: !!System.Diagnostics.Process {x: 1}");
        yield return ("verbatim tag", "a: !<tag:yaml.org,2002:python/object> x");
        yield return ("binary tag", "a: !!binary aGVsbG8=");
        yield return ("tag on a key", "!x a: 1");
        yield return ("tag on the document", "--- !x\na: 1");
        yield return ("tags in a row", "a: " + string.Concat(Enumerable.Repeat("!a ", 20_000)));
        yield return ("list as key", "? [a, b]\n: 1");
        yield return ("map as key", "? {a: b}\n: 1");
    }

    private static IEnumerable<(string Name, string Text)> Characters()
    {
        yield return ("NUL", "a: 1\nb: \0");
        yield return ("many NULs", new string('\0', 50_000));
        yield return ("escape sequence of a terminal", "a: \u001b[2J");
        yield return ("backspace", "a: x\by");
        yield return ("delete", "a: x\u007f");
        yield return ("next line", "a: x\u0085b: y");
        yield return ("line separator", "a: x\u2028b: y");
        yield return ("second byte order mark", "\uFEFF\uFEFFa: 1");
        yield return ("byte order mark inside", "a: 1\n\uFEFFb: 2");
        yield return ("half a surrogate pair", "a: \ud800x");
        yield return ("other half", "a: \udc00");
        yield return ("tab as indentation", "a:\n\tb: 1");
        yield return ("tab and spaces", "a:\n \t b: 1\n\t- c");
        yield return ("vertical tab", "a:\v1");
        yield return ("form feed", "a:\f1");
    }

    private static IEnumerable<(string Name, string Text)> Broken()
    {
        string[] texts =
        [
            "a: [1, 2", "a: {b: 1", "a: 'x", "a: \"x", "a: \"\\", "a: \"\\u12\"", "a: \"\\xZZ\"", "a: \"\\UFFFFFFFF\"", "a: ]", "a: }", "a: [}", "a: {]", "a: ,", "a: @", "a: `", "a: %", "a: - b", "a: ? b", "a: b: c: d",
            "a: |x\n b", "a: |99\n b", "a: >-+\n b", "a: &", "a: *", "a: !<", "a: !x!y z", "%", "%YAML 9.9\n---\na: 1", "%YAML 1.2\n%YAML 1.2\n---\na: 1", "a\nb\nc: d", "- a\nb: c", "a: 1\n- b", "{a: 1, b", "[a: 1, b: 2]: 3",
            "a: {b: {c: {d: f(x}}}", "--- a\n--- b", "... ...\na", "? a\n? b\n- c", "a: {? }", "a: {:, :}", "a: [ , ]", "{{{}}}", "[[[]]]", "'': \"\\\n", "a: |\n\tb", "a: {b: [c: {d: 'e]}}'",
        ];
        return texts.Select(text => (text, text));
    }
}
