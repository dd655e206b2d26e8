using StreamEngine.Runtime;
using StreamEngine.Time;
using static StreamEngine.Tests.Operators.Normalizers.NormalizeRun;

namespace StreamEngine.Tests.Operators.Normalizers;

public class NormalizeStateTests
{
    [Fact]
    public void MoreMessagesThanMayWait_AreErrorRowsAndWaitingStartsAgain()
    {
        var run = new NormalizeRun("binance_spot", maxFrames: 2).Push(Spot(10, 12), Spot(13, 14), Spot(15, 16));

        const string Reason = "SE9504: SOLUSDT: no snapshot came while 2 depth messages (238 bytes) waited; max_buffered_frames is 2, max_buffered_bytes 67108864; synchronization starts again at line 3";
        Assert.Equal([Reason, Reason], run.Errors);
        Assert.Equal("used 0 filtered 0 error 2 pending 1", run.Fates);
        Assert.Contains("\\\"U\\\":10,", (string)run.Drive.Dead()[0]["row"]!, StringComparison.Ordinal);
        Assert.Equal((Start + 1_000_000, Start + 3_000_000), ((long)run.Drive.Dead()[0]["ts"]!, (long)run.Drive.Dead()[0]["at"]!));

        run.Push(Snapshot(15));
        Assert.Equal("status 16 live L", run.Short()[^1]);
        Assert.Equal("used 2 filtered 0 error 2 pending 0", run.Fates);
    }

    [Fact]
    public void MoreBytesThanMayWait_AreErrorRows()
    {
        var run = new NormalizeRun("binance_spot", maxBytes: 250).Push(Spot(10, 12), Spot(13, 14), Spot(15, 16));

        Assert.Equal("used 0 filtered 0 error 2 pending 1", run.Fates);
    }

    [Fact]
    public void MessageLongerThanAllThatMayWait_IsAnErrorRow()
    {
        var run = new NormalizeRun("binance_spot", maxBytes: 50).Push(Spot(10, 12));

        Assert.Equal(["SE9504: the depth message has 119 bytes, more than may wait for a snapshot; max_buffered_bytes is 50"], run.Errors);
        Assert.Equal("used 0 filtered 0 error 1 pending 0", run.Fates);
    }

    [Fact]
    public void EndWithoutASnapshot_FailsWithWhatIsMissing()
    {
        var run = new NormalizeRun("binance_spot") { Origin = "day2.gz" }.Push(Spot(10, 12), Spot(13, 14), Spot(700, 705, symbol: "BTCUSDT"));
        Assert.Equal(StreamTime.End, run.Drive.NextTimer);

        var failure = Assert.Throws<InputIncompleteException>(() => run.Drive.End());

        Assert.Equal("SE9506", failure.Code);
        Assert.Equal(
            "no book without its depth snapshot: 2 depth messages of SOLUSDT from 'day2.gz' wait for one, the first (line 1) has update ids 10 to 12, and none came; "
            + "1 depth messages of BTCUSDT from 'day2.gz' wait for one, the first (line 3) has update ids 700 to 705, and none came. "
            + "Put the capture that holds the snapshot (a line with \"lastUpdateId\") first, or record the REST depth snapshot with the stream.",
            failure.Message);
    }

    [Fact]
    public void EndWithASnapshotThatIsTooOld_SaysSo()
    {
        var run = new NormalizeRun("binance_spot").Push(Spot(10, 12), Snapshot(8));

        Assert.Contains(" and the last that came, 8, is older. ", Assert.Throws<InputIncompleteException>(() => run.Drive.End()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EndAfterAGap_LeavesTheMessagesPending()
    {
        var run = new NormalizeRun("binance_spot").Push(Spot(10, 12), Snapshot(11), Spot(20, 21));
        Assert.Equal(StreamTime.Never, run.Drive.NextTimer);

        run.Drive.End();

        Assert.Equal("used 2 filtered 0 error 0 pending 1", run.Fates);
    }

    [Fact]
    public void SaveAndLoadAnywhere_GoesOnAlike()
    {
        string[] frames =
        [
            Spot(10, 12, bids: """["20.00","6"]"""), Spot(13, 14), Spot(700, 705, symbol: "BTCUSDT", channel: "depth"), Snapshot(9),
            """{"symbol":"SOLUSDT","lastUpdateId":11,"bids":[["20.00","5.00"]],"asks":[]}""", Spot(15, 15), Snapshot(706), Spot(706, 707, symbol: "BTCUSDT", channel: "depth"),
            Spot(708, 709, symbol: "BTCUSDT"), Spot(18, 19), Spot(20, 21, asks: """["20.05","6"]"""), Snapshot(19), Spot(22, 22),
        ];
        var whole = new NormalizeRun("binance_spot").Push(frames);
        for (var cut = 0; cut <= frames.Length; cut++)
        {
            var before = new NormalizeRun("binance_spot").Push(frames[..cut]);
            var after = new NormalizeRun("binance_spot");
            _ = frames[..cut].Select(after.Row).ToList();
            after.Drive.Load(before.Drive.Save());
            after.Drive.Counters.In = after.Drive.Counters.Pending = before.Drive.Counters.Pending;
            after.Push(frames[cut..]);

            Assert.Equal(whole.DeltaRows, [.. before.DeltaRows, .. after.DeltaRows]);
            Assert.Equal(whole.Drive.Save(), after.Drive.Save());
            Assert.Equal(whole.Drive.Counters.Pending, after.Drive.Counters.Pending);
        }
    }

    [Fact]
    public void BatchCuts_DoNotMatter()
    {
        string[] frames = [Spot(10, 12), Spot(13, 14), Snapshot(11), Spot(15, 15), Spot(18, 19), "{", Spot(20, 21), Snapshot(19), Spot(22, 22)];
        var one = new NormalizeRun("binance_spot").Push(frames);
        var all = new NormalizeRun("binance_spot");

        all.Drive.Push(0, [.. frames.Select(all.Row)]);

        Assert.Equal(one.DeltaRows, all.DeltaRows);
        Assert.Equal(one.Errors, all.Errors);
    }
}
