using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>A shipped pipeline file with changes a test needs. A change that no longer fits the file fails the test.</summary>
internal sealed class Variant
{
    private const string Nodes = "\nnodes:\n";

    private readonly string _text;

    private Variant(string text) => _text = text;

    /// <summary>The text of a shipped file.</summary>
    public static Variant Of(string name) => new(File.ReadAllText(Shipped(name)));

    /// <summary>Path of a shipped file.</summary>
    public static string Shipped(string name) => RepositoryRoot.Combine("pipelines", name);

    /// <summary>Replaces text that occurs once.</summary>
    public Variant Replace(string old, string by)
    {
        Assert.Equal(2, _text.Split(old).Length);
        return new Variant(_text.Replace(old, by, StringComparison.Ordinal));
    }

    /// <summary>Adds nodes, written as they stand under <c>nodes</c> but not indented.</summary>
    public Variant WithNodes(string yaml) => Replace(Nodes, Nodes + "  " + yaml.ReplaceLineEndings("\n  ") + "\n");

    /// <summary>Adds a top-level entry.</summary>
    public Variant WithTop(string yaml) => Replace(Nodes, "\n" + yaml + Nodes);

    /// <summary>Writes the file into a folder and gives its path.</summary>
    public string In(TemporaryFolder folder, string name = "variant.yaml") => folder.Write(name, _text);
}
