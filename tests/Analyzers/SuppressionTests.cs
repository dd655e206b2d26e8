using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Analyzers;

public sealed class SuppressionTests
{
    [Theory]
    [InlineData("engine")]
    [InlineData("operators")]
    public void RuleOfOurs_IsSuppressedNowhere(string folder) =>
        Assert.DoesNotContain(SourceFiles.Under(folder, ".cs", ".csproj"), path => File.ReadAllText(path).Contains("SEA0", StringComparison.Ordinal));
}
