using StreamEngine.Bench.Docs;
using StreamEngine.Config;
using StreamEngine.Testing;
using StreamEngine.Tests.Testing;

namespace StreamEngine.Tests.Docs;

/// <summary>The cases in YAML blocks of the pages are run and must pass; those of a block marked <c>failing</c> must fail with exactly the output of the text block that follows.</summary>
public sealed class CaseBlockTests
{
    public static TheoryData<string> Blocks => [.. DocPages.Blocks.Where(b => HasCases(b) && !b.Has("fragment")).Select(b => b.Place)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Cases_EndAsThePageSays(string place)
    {
        var block = DocPages.Blocks.Single(b => b.Place == place);
        var file = IsTestFile(block) ? Kit.RepositoryRoot.Combine("block.test.yaml") : "pipeline.yaml";
        var (results, problems) = Cases.Run(block.Text + "\n", file);

        Assert.True(problems.Count == 0, $"{place}: {string.Join('\n', problems.InOrder().Select(ProblemText.Line))}");
        Assert.NotEmpty(results);
        var printed = string.Concat(results.Select(r => Cli.Testing.CaseText.Of(r, colour: false)));
        if (block.Has("failing"))
        {
            Assert.All(results, r => Assert.Equal(CaseStatus.Failed, r.Status));
            Assert.Equal(DocPages.Blocks.SkipWhile(b => b != block).ElementAt(1).Text.TrimEnd(), printed.TrimEnd());
        }
        else
        {
            Assert.True(results.All(r => r.Status == CaseStatus.Passed), $"{place}:\n{printed}");
        }
    }

    /// <summary>Whether a block is a file with nothing but cases.</summary>
    internal static bool IsTestFile(DocBlock block) => HasCases(block) && !block.Text.Contains("\nnodes:", StringComparison.Ordinal);

    /// <summary>Whether a block is a file with cases, which are run.</summary>
    internal static bool HasCases(DocBlock block) => block.Language == "yaml" && block.Text.StartsWith("version:", StringComparison.Ordinal) && block.Text.Contains("\ntests:", StringComparison.Ordinal);
}
