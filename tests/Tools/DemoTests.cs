using System.Diagnostics;
using System.Text.RegularExpressions;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

public sealed partial class DemoTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Demo_ExplainsItselfPrintsRowsAndEndsWithTheSummaryAndTwoCommands()
    {
        var done = await Tool.Run("demo", "--set", "rows=2000", "--set", "rate=50000/s", "--set", $"out={_folder.Path}/demo.arrow");

        Assert.Equal(0, done.ExitCode);
        Assert.DoesNotContain('\u001b', done.Output);
        Tool.AssertPlain(done.Output.Replace(_folder.Path, "out", StringComparison.Ordinal));
        Assert.StartsWith("StreamEngine ", done.Output);
        Assert.Contains("\ndemo: done\n", done.Output, StringComparison.Ordinal);
        Assert.EndsWith($"next:\n  ./streamengine graph pipelines/demo.yaml\n  ./streamengine replay inspect {_folder.Path}/demo.arrow\n", done.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DemoFromAnotherFolder_FindsItsPipelineAndWritesThere()
    {
        var done = await Tool.RunIn(_folder.Path, "demo", "--set", "rows=500", "--set", "rate=50000/s");

        Assert.Equal(0, done.ExitCode);
        Assert.True(File.Exists(Path.Combine(_folder.Path, "out", "demo.arrow")));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task OneSignal_DrainsAndPublishes(string signal)
    {
        var start = new ProcessStartInfo("dotnet", [Tool.Program, "run", "pipelines/demo.yaml", "--json", "--set", "rows=10000000", "--set", $"out={_folder.Path}/demo.arrow"])
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var shown = process.StandardError.ReadLineAsync(deadline.Token); // rows of the console: the run has begun
        Assert.NotNull(await shown);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);

        await ChildProcess.Run("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)], TimeSpan.FromSeconds(10));
        await process.WaitForExitAsync(deadline.Token);

        Assert.Equal(0, process.ExitCode);
        Assert.Matches(Draining(), await error);
        var summary = Tool.Json(new ChildProcess(0, await output, ""));
        Assert.Equal("stopped", summary.GetProperty("status").GetString());
        Assert.True(summary.GetProperty("accounted").GetBoolean());
        Assert.True(File.Exists(Path.Combine(_folder.Path, "demo.arrow")));
    }

    [GeneratedRegex(@"draining, 30 s left: (no rows are held|.+ holds \d+)")]
    private static partial Regex Draining();
}
