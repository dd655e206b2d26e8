using StreamEngine.Runtime;
using StreamEngine.Tests.Kit;
using static StreamEngine.Tests.Operators.Normalizers.NormalizeRun;

namespace StreamEngine.Tests.Operators.Normalizers;

/// <summary>A capture through <c>capture_file</c> and <c>normalize</c> as a user writes them.</summary>
public sealed class NormalizePipelineTests : IDisposable
{
    private const string Trade = """{"e":"trade","E":1789400000126,"s":"SOLUSDT","t":901000124,"p":"142.31000000","q":"2.10000000","T":1789400000123,"m":true,"M":true}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TwoCaptures_AreOneStream()
    {
        var day1 = Capture("day1.txt", Spot(10, 12), Snapshot(11), Trade, """{"result":null,"id":1}""");
        var day2 = Capture("day2.txt", Spot(13, 14), Trade);
        var run = new PipelineRun()
            .Nodes($"frames: {{ capture_file: {{ files: [{day1}, {day2}] }} }}")
            .Nodes("market: { from: frames, normalize: binance_spot }")
            .Collect("market.deltas").Collect("market.trades").Collect("market.quotes")
            .Execute();

        Assert.Equal(["clear", "set", "set", "set", "set", "status", "status"], run.Column("market.deltas", "action"));
        Assert.Equal([day1, day1, day1, day1, day1, day1, day2], run.Column("market.deltas", "conn_id"));
        Assert.Equal([day1, day2], run.Column("market.trades", "conn_id"));
        Assert.Empty(run.Rows("market.quotes"));
        var counters = run.Summary.Nodes.Single(node => node.Name == "market").Counters;
        Assert.Equal((6, 5, 1), (counters.In, counters.Used, counters.Filtered));
    }

    [Fact]
    public void CaptureWithoutASnapshot_FailsTheRunAndSaysWhatToDo()
    {
        var day2 = Capture("day2.txt", Spot(13, 14), Spot(15, 16));
        var summary = new PipelineRun()
            .Nodes($"frames: {{ capture_file: [{day2}] }}")
            .Nodes("market: { from: frames, normalize: binance_spot }")
            .Collect("market.deltas")
            .Try();

        Assert.Equal(
            $"market: no book without its depth snapshot: 2 depth messages of SOLUSDT from '{day2}' wait for one, the first (line 1) has update ids 13 to 14, and none came. "
            + "Put the capture that holds the snapshot (a line with \"lastUpdateId\") first, or record the REST depth snapshot with the stream.",
            summary.Failure!.Message);
        Assert.Equal("SE9506", Assert.IsType<InputIncompleteException>(summary.Failure.InnerException).Code);
    }

    [Fact]
    public void FaultyLinesAndFrames_GoToTheirErrorPorts()
    {
        var day = Capture("day.txt", "hello", "{", Trade);
        var run = new PipelineRun()
            .Nodes($"frames: {{ capture_file: [{day}] }}")
            .Nodes("market: { from: frames, normalize: binance_spot }")
            .Collect("frames.error").Collect("market.error").Collect("market.trades")
            .Execute();

        Assert.Equal([$"{day}:1:21: there is no JSON object or array behind the receive time and one blank"], run.Column("frames.error", "reason"));
        Assert.Equal(["the frame is not valid JSON (byte 1)"], run.Column("market.error", "reason"));
        Assert.Single(run.Rows("market.trades"));
    }

    [Fact]
    public void WrongOptions_AreRefusedWithPlaceAndRange()
    {
        var frames = new PipelineRun().Nodes("frames: { capture_file: { files: [], receive_time: s, max_frame: 1B } }");
        var market = new PipelineRun().Nodes("frames: { capture_file: [a.gz] }").Nodes("market: { from: frames, normalize: { venue: binance, max_buffered_frames: 0, max_buffered_bytes: 1KiB, time_unit: ns } }");

        Assert.Equal(
            [
                "test.yaml:5:54: error SE2105: frames: option 'receive_time' is 's'; it must be one of auto, ms, us, ns (default auto)",
                "test.yaml:5:68: error SE2104: frames: option 'max_frame' is 1B; it must be from 1KiB to 1GiB (default 16MiB)",
            ],
            frames.Problems());
        Assert.Equal(
            [
                "test.yaml:6:47: error SE2105: market: option 'venue' is 'binance'; it must be one of binance_spot, binance_usdm",
                "test.yaml:6:77: error SE2104: market: option 'max_buffered_frames' is 0; it must be from 1 to 10000000 (default 10000)",
                "test.yaml:6:100: error SE2104: market: option 'max_buffered_bytes' is 1KiB; it must be from 64KiB to 16GiB (default 64MiB)",
                "test.yaml:6:117: error SE2105: market: option 'time_unit' is 'ns'; it must be one of ms, us (default ms)",
            ],
            market.Problems());
    }

    private string Capture(string name, params string[] frames) =>
        _folder.Write(name, string.Concat(frames.Select((frame, i) => $"{Start + i} {frame}\n")));
}
