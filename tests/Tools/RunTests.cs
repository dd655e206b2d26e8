using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

public sealed class RunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.Write("small.yaml", Tool.Pipeline);

    private string Out => "out=" + _folder.Path;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunToTheEnd_AccountsForEveryRowIn80Columns()
    {
        var done = await Tool.Run("run", File, "--set", Out, "--until-idle");

        Assert.Equal("", done.Error);
        Assert.Equal(0, done.ExitCode);
        Tool.AssertPlain(done.Output);
        Assert.Contains("\nsmall: done\n", done.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            "every row is accounted for: in = used + filtered + late + rejected + error +\npending at each of 7 nodes, sent = received + dropped + queued on each of 5\nedges\n", done.Output, StringComparison.Ordinal);
        Assert.True(System.IO.File.Exists(Path.Combine(_folder.Path, "book.arrow")));
    }

    [Fact]
    public async Task Json_IsOneObjectWhoseRowsAddUp()
    {
        var done = await Tool.Run("run", File, "--set", Out, "--json");

        Assert.Equal("", done.Error);
        var summary = Tool.Json(done);
        Assert.Equal("ok", summary.GetProperty("status").GetString());
        Assert.True(summary.GetProperty("accounted").GetBoolean());
        Assert.Equal(
            ["pipeline", "file", "status", "error", "elapsed_s", "rows_in", "rows_per_s", "latency_ms", "rows_stamped_by_vouching", "batch_rows", "peak_memory_bytes", "allocated_bytes_per_row", "nodes", "edges", "waits", "accounted", "unaccounted"],
            summary.EnumerateObject().Select(p => p.Name));
        Assert.Equal(System.IO.File.ReadLines(RepositoryRoot.Combine("tests", "Golden", "hand-worked.capture")).Count(), summary.GetProperty("rows_in").GetInt64());
        Assert.All(summary.GetProperty("nodes").EnumerateArray(), node => Assert.Equal(
            node.GetProperty("in").GetInt64(),
            new[] { "used", "filtered", "late", "rejected", "error", "pending" }.Sum(fate => node.GetProperty(fate).GetInt64())));
        Assert.All(summary.GetProperty("edges").EnumerateArray(), edge => Assert.Equal(
            edge.GetProperty("sent").GetInt64(), new[] { "received", "dropped", "queued" }.Sum(fate => edge.GetProperty(fate).GetInt64())));
    }

    [Fact]
    public async Task PipelineFileWithProblems_IsRefusedWith78()
    {
        var file = _folder.Write("bad.yaml", Tool.Pipeline.Replace("order_book: { depth: 5 }", "order_bok: {}", StringComparison.Ordinal));

        var done = await Tool.Run("run", file, "--set", Out);

        Assert.Equal(78, done.ExitCode);
        Assert.Equal("", done.Output);
        Assert.StartsWith($"{file}:9:45: error SE3102: book: no operator is called 'order_bok'; did you mean 'order_book'?\n", done.Error);
    }

    [Fact]
    public async Task PipelineFileThatIsMissing_IsAnInputError()
    {
        var done = await Tool.Run("run", "no-such.yaml");

        Assert.Equal(74, done.ExitCode);
        Assert.Equal("error SE8201: file 'no-such.yaml' does not exist; check the path\n", done.Error);
    }

    [Fact]
    public async Task CaptureThatIsMissing_IsAnInputErrorOfItsNode()
    {
        var done = await Tool.Run("run", File, "--set", Out, "--set", "files=no-such.gz");

        Assert.Equal(74, done.ExitCode);
        Assert.Equal("", done.Output);
        Assert.Equal(
            $"error SE9802: frames: capture 'no-such.gz' does not exist; check the path: it is taken from the working directory, '{RepositoryRoot.Path}'\n", done.Error);
        Assert.False(System.IO.File.Exists(Path.Combine(_folder.Path, "book.arrow")));
    }

    [Fact]
    public async Task RowThatFailsWithNobodyToTakeIt_StopsTheRunWithOneLine()
    {
        var capture = _folder.Write("bad.capture", "1723161253937085768 {\"e\":\n");
        var file = _folder.Write("strict.yaml", Tool.Pipeline[..Tool.Pipeline.IndexOf("dead_letters", StringComparison.Ordinal)]);

        var done = await Tool.Run("run", file, "--set", Out, "--set", "files=" + capture);

        Assert.Equal(1, done.ExitCode);
        Assert.StartsWith($"{file}:8:3: error SE9501: market: the frame is not valid JSON", done.Error);
        Assert.Single(done.Error.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain("   at ", done.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JsonOfAFailedRun_HasTheErrorAndIsOnStandardOutputAlone()
    {
        var done = await Tool.Run("run", File, "--set", Out, "--set", "files=no-such.gz", "--json");

        Assert.Equal(74, done.ExitCode);
        var error = Tool.Json(done).GetProperty("error");
        Assert.Equal("SE9802", error.GetProperty("code").GetString());
        Assert.Equal("frames", error.GetProperty("node").GetString());
    }
}
