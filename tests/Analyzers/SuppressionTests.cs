using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Analyzers;

public sealed class SuppressionTests
{
    [Theory]
    [InlineData("engine")]
    [InlineData("operators")]
    public void RuleOfOurs_IsSuppressedNowhere(string folder) =>
        Assert.Empty(SourceFiles.Under(folder, ".cs", ".csproj").Where(path => File.ReadAllText(path).Contains("SEA0", StringComparison.Ordinal)));
}
