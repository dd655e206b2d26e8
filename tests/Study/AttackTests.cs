using StreamEngine.Bench.Attacks;
using StreamEngine.Bench.Study;
using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Study;

/// <summary>Files that are good YAML and made to bring down what comes behind the reader.</summary>
public sealed class AttackTests
{
    private const string File = "attack.yaml";
    private const long MostBytes = 64L << 20;

    private static readonly Dictionary<string, string> Texts = PipelineAttacks.All().ToDictionary(attack => attack.Name, attack => attack.Text);

    public static TheoryData<string> Attacks() => [.. Texts.Keys];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Attack_IsRefusedWithLineAndColumnInLittleMemory(string name) => AssertRefused(name, Texts[name]);

    [Fact]
    public void FilesThatAreNoRecordings_AreRefusedWithLineAndColumn()
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, text) in DeviceAttacks.All(folder.Path))
        {
            AssertRefused(name, text);
        }
    }

    [Fact]
    public void Attacks_AreAtLeastTwoHundred() => Assert.True(TextAttacks.All().Count() + Texts.Count >= 200);

    private static void AssertRefused(string name, string text)
    {
        var problems = new Problems();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var bound = Validation.Bind(File, text, new BindSettings(), problems);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(bound is null && problems.HasErrors, name);
        Assert.All(problems, problem => Assert.True(problem.Span is { Line: >= 1, Column: >= 1, File: File }, $"{name}: {problem.Span}"));
        Assert.All(problems, problem => Assert.True(ProblemText.Line(problem).Length < 2_200, $"{name}: a line of {ProblemText.Line(problem).Length} characters"));
        Assert.True(allocated <= MostBytes, $"{name}: {allocated} bytes");
    }
}
