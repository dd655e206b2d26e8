using StreamEngine.Bench.Attacks;
using StreamEngine.Config;

namespace StreamEngine.Tests.Config;

/// <summary>Texts made to bring a reader down: each is refused with a place and without much memory.</summary>
public sealed class HostileTextTests
{
    private static readonly Dictionary<string, string> Texts = TextAttacks.All().ToDictionary(attack => attack.Name, attack => attack.Text);

    public static TheoryData<string> Attacks() => [.. Texts.Keys]; // names only: a test runner cannot carry every text unchanged

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Attack_IsRefusedWithLineAndColumnInLittleMemory(string name)
    {
        var problems = new Problems();
        var before = GC.GetAllocatedBytesForCurrentThread();
        YamlReader.Read(Reading.File, Texts[name], problems);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(problems.HasErrors, name);
        Assert.All(problems, problem => Assert.True(problem.Span is { Line: >= 1, Column: >= 1 } && problem.Span.File == Reading.File, name));
        Assert.All(problems, problem => Assert.True(ProblemText.Line(problem).Length < 500, name));
        Assert.True(allocated <= 20 << 20, $"{name}: {allocated} bytes");
    }
}
