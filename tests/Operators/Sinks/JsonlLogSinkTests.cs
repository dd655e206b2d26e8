using StreamEngine.Conformance;
using StreamEngine.Data;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Sinks;

public sealed class JsonlLogSinkTests : IDisposable
{
    private static readonly Schema Rows = new(null, [new("ts", ColumnType.Timestamp), new("x", ColumnType.String)]);

    private readonly TemporaryFolder _folder = new();

    private string Log => Path.Combine(_folder.Path, "deep", "x.jsonl");

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_StandBehindThoseOfTheRunBefore()
    {
        Write(64, "a");
        Write(64, "b", "c");
        Assert.Equal(
            ["""{"ts":"1970-01-01T00:00:00.000000000Z","x":"a"}""", """{"ts":"1970-01-01T00:00:00.000000000Z","x":"b"}""", """{"ts":"1970-01-01T00:00:00.000000001Z","x":"c"}"""],
            File.ReadAllLines(Log));
    }

    [Fact]
    public void WithoutRows_ThereIsNoFile()
    {
        Write(64);
        Assert.False(File.Exists(Log));
    }

    [Fact]
    public void FullLog_BeginsAnew_AndTheOneBeforeIsKept()
    {
        var tooLong = new string('x', 5000);
        Write(4, tooLong);
        Write(4, "b");
        Write(4, "c");
        Assert.Single(File.ReadAllLines(Log + ".1"));
        Assert.Equal(2, File.ReadAllLines(Log).Length);
    }

    [Fact]
    public void FolderInThePlaceOfTheFile_FailsTheRun()
    {
        Directory.CreateDirectory(Log);
        var failed = new PipelineRun().Given("rows", Rows, Row(0, "a")).Nodes($"log: {{ from: rows, jsonl_log: {Log} }}").Try();
        Assert.StartsWith($"log: cannot write '{Log}': ", failed.Failure!.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, object?> Row(long ts, string x) => new() { ["ts"] = ts, ["x"] = x };

    private void Write(int kibibytes, params string[] texts) =>
        new PipelineRun().Given("rows", Rows, texts.Select((x, i) => Row(i, x))).Nodes($"log: {{ from: rows, jsonl_log: {{ path: {Log}, max: {kibibytes}KiB }} }}").Execute();
}
