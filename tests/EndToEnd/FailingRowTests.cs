using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>A row on which an expression overflows goes to who reads the port, else to the dead letters, else the run stops.</summary>
public sealed class FailingRowTests : IDisposable
{
    private const string Stopped = """error SE9103: big: select: y = x * 1e308 * 10: float64 overflow; the row: {"ts":2,"x":0.5}""" + "\n";

    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task NobodyTakesIt_TheRunStopsWithNodeExpressionAndRow()
    {
        var run = await Run("");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal($"{PlaceOfBig}: {Stopped}", run.Error);
        Assert.False(File.Exists(Out("good")));
    }

    [Fact]
    public async Task StopIsWritten_TheRunStopsThoughDeadLettersAreDeclared()
    {
        var run = await Run("on_error: stop", $"dead_letters: {{ jsonl_file: {Out("dead")} }}");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal($"{PlaceOfBig}: {Stopped}", run.Error);
        Assert.False(File.Exists(Out("good")));
    }

    [Fact]
    public async Task DeadLettersAreDeclared_TheyTakeItAndTheRestPasses()
    {
        var run = await Run("", $"dead_letters: {{ jsonl_file: {Out("dead")} }}");

        Assert.True(run.ExitCode == 0, run.Text);
        CheckSplit("dead");
    }

    [Fact]
    public async Task ThePortIsRead_ItsReaderTakesItAndTheRestPasses()
    {
        var run = await Run("on_error: port", nodes: $"failed: {{ from: big.error, jsonl_file: {Out("failed")} }}");

        Assert.True(run.ExitCode == 0, run.Text);
        CheckSplit("failed");
    }

    private void CheckSplit(string dead)
    {
        Assert.Equal(["""{"ts":1,"y":1E+301}""", """{"ts":3,"y":2E+301}"""], File.ReadAllLines(Out("good")));
        Assert.Equal(
            ["""{"ts":2,"node":"big","port":"error","code":"SE9103","reason":"select: y = x * 1e308 * 10: float64 overflow","schema":null,"row":{"ts":2,"x":0.5}}"""],
            File.ReadAllLines(Out(dead)));
    }

    private async Task<ChildProcess> Run(string attribute, string top = "", string nodes = "")
    {
        var rows = _folder.Write("rows.jsonl", """{"ts":1,"x":1e-8}""" + "\n" + """{"ts":2,"x":0.5}""" + "\n" + """{"ts":3,"x":2e-8}""" + "\n");
        var pipeline = _folder.Write("overflow.yaml",
            $$"""
            version: 1
            pipeline: overflow
            {{top}}
            nodes:
              rows: { jsonl_file: { path: {{rows}}, columns: { ts: timestamp, x: float64 } } }
              big:
                from: rows
                {{attribute}}
                select: |
                  ts
                  y = x * 1e308 * 10
              good: { from: big, jsonl_file: {{Out("good")}} }
              {{nodes}}
            """);
        return await CommandLine.Run("run", pipeline);
    }

    /// <summary>The node's key, on line 6 of the file.</summary>
    private string PlaceOfBig => $"{Path.Combine(_folder.Path, "overflow.yaml")}:6:3";

    private string Out(string name) => Path.Combine(_folder.Path, name + ".out");
}
