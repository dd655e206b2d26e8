using StreamEngine.Bench.Generation;
using StreamEngine.Bench.Study;
using StreamEngine.Config;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Config;

/// <summary>Parse, print, parse again: the tree and the plan stay what they were.</summary>
public sealed class PipelinePrinterTests
{
    private static int Generated => LongRun.IsAsked ? 10_000 : 300;

    [Fact]
    public void SmallMaps_StandOnOneLine() =>
        Assert.Equal("version: 1\nnodes:\n  a: { b: { c: 'x: y', d: [1, ~] } }\n", Printed("version: 1\nnodes:\n  a:\n    b:\n      c: \"x: y\" # why\n      d:\n        - 1\n        - ~\n"));

    [Theory]
    [InlineData("a: |\n  x = f(a, b)\n  y\n")]
    [InlineData("a: |-\n  no break\n")]
    [InlineData("a: |2-\n    indented\n  less\n")]
    [InlineData("a: |+\n  two breaks\n\n")]
    [InlineData("a: where b[0] > 1, c\n")]
    [InlineData("a: 'it''s'\nb: '1'\nc: ~\nd:\ne: null\n")]
    [InlineData("a: \"line\\nbreak\\u0001\"\n")]
    [InlineData("'<<': 1\n'': 2\n'a b:': 3\n")]
    [InlineData("a:\n  - 1\n  -\n    - 2\n    - { b: [] }\n  - {}\n")]
    public void Text_ReadsBackAsItWas(string text)
    {
        var tree = Validation.Read(Reading.File, text);

        var printed = PipelinePrinter.Print(tree);

        Assert.Equal(Shape(tree), Shape(Validation.Read(Reading.File, printed)));
        Assert.Equal(printed, PipelinePrinter.Print(Validation.Read(Reading.File, printed)));
    }

    [Theory]
    [InlineData("a: >\n  folded\n  text\n", "a: |\n  folded text\n")]
    [InlineData("a: plain\n\n  in two parts\n", "a: |-\n  plain\n  in two parts\n")]
    public void FoldedText_StandsInABlockAndIsNotQuoted(string text, string expected) => Assert.Equal(expected, Printed(text));

    public static TheoryData<string> Shipped() => [.. Repository.Pipelines];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void ShippedPipeline_PrintedAndShuffled_HasTheSamePlan(string file) => AssertSurvives(file, Repository.Text(file), seed: 1);

    [Fact]
    public void ShippedTemplates_PrintedAndShuffled_GiveTheirPipelinesTheSamePlan()
    {
        foreach (var template in StudyFile.Shipped().Where(f => f.Host is not null))
        {
            var printed = PipelinePrinter.Print(template.Top);
            var shuffled = PipelinePrinter.Print(ShuffledTree.Of(template.Top, new Random(1)));

            Assert.Equal(Shape(template.Top), Shape(Validation.Read(template.Path, printed)));
            Assert.Equal(template.Plan, CanonicalPlan.Of(template.Bind(printed, [])!));
            Assert.Equal(template.Plan, CanonicalPlan.Of(template.Bind(shuffled, [])!));
        }
    }

    [Fact]
    public void GeneratedPipelines_PrintedAndShuffled_HaveTheSamePlan()
    {
        for (var seed = 0; seed < Generated; seed++)
        {
            AssertSurvives($"generated-{seed}.yaml", RandomPipeline.Text(seed), seed);
        }
    }

    private static void AssertSurvives(string file, string text, int seed)
    {
        var tree = Validation.Read(file, text);
        var settings = Validation.SettingsFor(tree);
        var plan = CanonicalPlan.Of(Validation.BindGood(file, text, settings));

        var printed = PipelinePrinter.Print(tree);
        var shuffled = PipelinePrinter.Print(ShuffledTree.Of(tree, new Random(seed)));

        Assert.Equal(Shape(tree), Shape(Validation.Read(file, printed)));
        Assert.Equal(plan, CanonicalPlan.Of(Validation.BindGood(file, printed, settings)));
        Assert.Equal(plan, CanonicalPlan.Of(Validation.BindGood(file, shuffled, settings)));
    }

    private static string Printed(string text) => PipelinePrinter.Print(Validation.Read(Reading.File, text));

    private static string Shape(YamlNode node) => node switch
    {
        YamlMap map => $"{{{string.Join(',', map.Entries.Select(e => $"{e.Name}={Shape(e.Value)}"))}}}",
        YamlList list => $"[{string.Join(',', list.Items.Select(Shape))}]",
        YamlScalar { IsNull: true } => "null",
        YamlScalar scalar => (scalar.Quoted ? "text " : "") + scalar.Value,
        _ => throw new InvalidOperationException(node.GetType().Name),
    };
}
