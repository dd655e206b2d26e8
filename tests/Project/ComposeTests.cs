using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Project;

public sealed class ComposeTests
{
    [Fact]
    public async Task ComposeFile_IsAccepted()
    {
        var check = await Check(RepositoryRoot.Combine("docker-compose.yml"));

        Assert.Equal((0, ""), (check.ExitCode, check.Text));
    }

    [Fact]
    public async Task ComposeFileWithAnUnknownKey_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var text = await File.ReadAllTextAsync(RepositoryRoot.Combine("docker-compose.yml"));
        var file = folder.Write("docker-compose.yml", text.Replace("    command:", "    comand: [\"demo\"]\n    command:", StringComparison.Ordinal));

        var check = await Check(file);

        Assert.Equal(1, check.ExitCode);
        Assert.Contains("Unsupported config option for services.demo: 'comand'", check.Error, StringComparison.Ordinal);
    }

    private static Task<ChildProcess> Check(string file) =>
        ChildProcess.Run("docker-compose", ["-f", file, "config", "-q"], Patience.Hang);
}
