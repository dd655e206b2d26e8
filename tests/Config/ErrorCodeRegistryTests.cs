using StreamEngine.Config;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Config;

public sealed class ErrorCodeRegistryTests
{
    [Fact]
    public void CodesOfAllAssemblies_HaveOneMeaningEach()
    {
        _ = PipelineRun.Registry.All.Count;
        _ = typeof(StreamEngine.Cli.RunCodes).Assembly;
        Assert.True(ErrorCodes.All.Count > 80);
        Assert.All(ErrorCodes.All, code => Assert.Matches("^SE[1-9][0-9]{3}$", code.Code));
    }
}
