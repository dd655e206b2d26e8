using StreamEngine.Cli.Testing;
using StreamEngine.Config;
using StreamEngine.Testing;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Testing;

public sealed class ShippedCasesTests
{
    public static TheoryData<string> Files => [.. CaseDiscovery.Files([RepositoryRoot.Combine("pipelines")]).Select(f => Path.GetRelativePath(RepositoryRoot.Path, f))];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task CasesOfShippedPipelines_Pass(string file)
    {
        var problems = new Problems();
        var cases = CaseFile.Load(RepositoryRoot.Combine(file), problems);
        foreach (var spec in cases?.Cases ?? [])
        {
            var result = await new CaseRunner(CaseRuns.Settings).Run(cases!, spec, problems);
            Assert.True(result.Status == CaseStatus.Passed, CaseText.Of(result, colour: false));
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems.InOrder().Select(ProblemText.Line)));
    }

    [Fact]
    public void EveryShippedPipeline_HasCasesThatReachEveryNode()
    {
        var pipelines = CaseDiscovery.Files([RepositoryRoot.Combine("pipelines")]).Select(f => CaseFile.Load(f, new Problems())!).GroupBy(f => f.Pipeline, StringComparer.Ordinal);

        Assert.All(pipelines, files => Assert.Empty(Unreached(files)));
    }

    private static IEnumerable<string> Unreached(IEnumerable<CaseFile> files)
    {
        var coverage = new CaseCoverage();
        foreach (var (file, spec) in files.SelectMany(f => f.Cases.Select(c => (f, c))))
        {
            Task.Run(() => new CaseRunner(CaseRuns.Settings).Run(file, spec, new Problems(), coverage)).GetAwaiter().GetResult();
        }

        Assert.NotEmpty(coverage.Nodes);
        return coverage.Nodes.Where(n => !n.IsReached).Select(n => n.Node);
    }
}
