using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Tests.Docs;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Editor;

/// <summary>The schema takes what the validator takes: every shipped pipeline, every example, every block of the pages.</summary>
public sealed class SchemaTests(EditorServer editor) : IClassFixture<EditorServer>
{
    public static TheoryData<string> Shipped => [.. SourceFiles.Under("pipelines", ".yaml").Select(path => Path.GetRelativePath(RepositoryRoot.Path, path))];

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task ShippedPipeline_IsNotUnderlined(string path) => Assert.Empty(await editor.Diagnose(await File.ReadAllTextAsync(RepositoryRoot.Combine(path))));

    [Fact]
    public async Task ExamplesOfTheOperators_AreNotUnderlined()
    {
        var found = new List<string>();
        foreach (var op in EditorServer.Registry.All)
        {
            foreach (var example in op.Examples)
            {
                found.AddRange((await editor.Diagnose(Nodes(example))).Select(one => $"{op.Name}: {one}\n{example}"));
            }
        }

        Assert.Empty(found);
    }

    [Fact]
    public async Task BlocksOfThePages_AreNotUnderlined()
    {
        var found = new List<string>();
        foreach (var block in DocPages.Blocks.Where(b => b.Language == "yaml" && b.Value("error") is null && !b.Has("fragment")))
        {
            var text = block.Text.Contains("version:", StringComparison.Ordinal) ? block.Text + "\n" : Nodes(block.Text);
            found.AddRange((await editor.Diagnose(text)).Select(one => $"{block.Place}: {one}"));
        }

        Assert.Empty(found);
    }

    [Fact]
    public void EveryWordOfAnOption_SaysWhatItMeans() =>
        Assert.Empty(
            from op in EditorServer.Registry.All
            from word in Undocumented(OptionsDescription.Of(op.OptionsType), op.OptionsType)
            select $"{op.Name}: {word}");

    private static IEnumerable<string> Undocumented(IReadOnlyList<OptionDescription> options, Type record) =>
        from option in options
        let property = record.GetProperties().First(p => OptionNames.ToSnakeCase(p.Name) == option.Name)
        let type = Item(property.PropertyType)
        where type.IsEnum
        from name in Enum.GetNames(type)
        where XmlDocs.Of(type.Assembly).Summary(type.GetField(name)!).Length == 0
        select $"{option.Name} {name}";

    private static Type Item(Type type) => type.IsGenericType ? type.GetGenericArguments()[^1] : type;

    private static string Nodes(string nodes) => $"version: 1\npipeline: x\nnodes:\n{string.Join('\n', nodes.Trim('\n').Split('\n').Select(line => "  " + line))}\n";
}
