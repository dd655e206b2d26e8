using static StreamEngine.Tests.Operators.Normalizers.NormalizeRun;

namespace StreamEngine.Tests.Operators.Normalizers;

/// <summary>EXCHANGES § 3.3, vector S1 and its boundary notes.</summary>
public class NormalizeSpotDepthTests
{
    private static NormalizeRun Run() => new("binance_spot");

    [Fact]
    public void VectorS1_IsAppliedAsPublished()
    {
        var run = Run().Push(
            Spot(5011, 5014, bids: """["20.00","9.00"]"""),
            Spot(5015, 5020, bids: """["19.99","7.00"]"""),
            Spot(5018, 5023, bids: """["20.00","6.50"]""", asks: """["20.01","0"]"""),
            Snapshot(5020),
            Spot(5024, 5024, asks: """["20.01","3.25"]"""),
            Spot(5025, 5027, bids: """["19.98","0"]"""),
            Spot(5029, 5030, bids: """["20.00","1.00"]"""));

        Assert.Equal(
            [
                "clear 5020 S", "set bid 20 5 5020 S", "set bid 19.99 2 5020 S", "set ask 20.01 4 5020 S", "set ask 20.02 1 5020 S", "set bid 20 6.5 5023", "delete ask 20.01 0 5023 L",
                "set ask 20.01 3.25 5024 L",
                "delete bid 19.98 0 5027 L",
                "clear", "status invalid L",
            ],
            run.Short());
        Assert.Equal(["20x6.5 20.02x1", "20x6.5 20.01x3.25", "20x6.5 20.01x3.25", "-"], run.Tops());
        Assert.Equal("used 4 filtered 2 error 0 pending 1", run.Fates);
    }

    [Fact]
    public void Gap_SaysWhatWasExpectedAndWhatCame()
    {
        var run = Run().Push(Spot(10, 12), Snapshot(11), Spot(14, 15));

        var lost = run.DeltaRows[^1];
        Assert.Equal("gap: U is above the last update id + 1", lost["reason"]);
        Assert.Equal((12L, 13L, 14L), ((long)lost["last_seq"]!, (long)lost["expected"]!, (long)lost["got"]!));
        Assert.Equal(1_789_400_000_200_000_000L, lost["ts"]);
        Assert.Equal(3L, lost["frame_id"]);
        Assert.Null(lost["seq"]);
    }

    [Fact]
    public void SnapshotRows_HaveTheTimeOfTheMessageTheyAreJoinedTo()
    {
        var run = Run().Push(Spot(10, 12, bids: """["20.00","6.00"]"""), Snapshot(11));

        Assert.All(run.DeltaRows, row => Assert.Equal(1_789_400_000_200_000_000L, row["ts"]));
        Assert.All(run.DeltaRows, row => Assert.Equal(Start + 2_000_000, row["at"]));
        Assert.All(run.DeltaRows, row => Assert.Equal("depth@100ms", row["channel"]));
        Assert.Equal([2L, 2L, 2L, 2L, 2L, 1L], run.DeltaRows.Select(row => (long)row["frame_id"]!));
        Assert.Equal([Start + 2_000_000, Start + 2_000_000, Start + 2_000_000, Start + 2_000_000, Start + 2_000_000, Start + 1_000_000], run.DeltaRows.Select(row => (long)row["ts_recv"]!));
        var head = run.DeltaRows[^1];
        Assert.Equal(("binance_spot", "SOLUSDT", "SOLUSDT", "a.gz"), ((string)head["venue"]!, (string)head["symbol"]!, (string)head["raw_symbol"]!, (string)head["conn_id"]!));
        Assert.Null(head["ts_send"]);
    }

    [Fact]
    public void SnapshotAtAMessageBorder_JoinsTheNextMessage()
    {
        var run = Run().Push(Spot(5, 9), Spot(10, 12), Snapshot(9, asks: ""));

        Assert.Equal(["clear 9 S", "set bid 20 5 9 S", "set bid 19.99 2 9 S", "status 12 live L"], run.Short());
        Assert.Equal("used 2 filtered 1 error 0 pending 0", run.Fates);
    }

    [Fact]
    public void SnapshotNewerThanAllMessages_WaitsForTheNextOne()
    {
        var run = Run().Push(Spot(5, 9), Snapshot(20));
        Assert.Empty(run.DeltaRows);
        Assert.Equal("used 0 filtered 1 error 0 pending 1", run.Fates);

        run.Push(Spot(10, 20), Spot(21, 22, asks: """["20.01","7"]"""));

        Assert.Equal("clear 20 S", run.Short()[0]);
        Assert.Equal("set ask 20.01 7 22 L", run.Short()[^1]);
        Assert.Equal(1, run.DeltaRows.Count(row => (bool)row["last"]!));
        Assert.Equal("used 2 filtered 2 error 0 pending 0", run.Fates);
    }

    [Fact]
    public void PendingSnapshotThatTurnsOutTooOld_IsFilteredAndTheMessageWaits()
    {
        var run = Run().Push(Spot(5, 9), Snapshot(20), Spot(25, 30));
        Assert.Empty(run.DeltaRows);
        Assert.Equal("used 0 filtered 2 error 0 pending 1", run.Fates);

        run.Push(Snapshot(26));

        Assert.Equal("status 30 live L", run.Short()[^1]);
        Assert.Equal("used 2 filtered 2 error 0 pending 0", run.Fates);
    }

    [Fact]
    public void SnapshotBeforeTheFirstWaitingMessage_IsFilteredAndWaitingGoesOn()
    {
        var run = Run().Push(Spot(10, 12), Snapshot(8));
        Assert.Equal("used 0 filtered 1 error 0 pending 1", run.Fates);

        run.Push(Spot(13, 14), Snapshot(12));

        Assert.Equal("clear 12 S", run.Short()[0]);
        Assert.Equal("status 14 live L", run.Short()[^1]);
        Assert.Equal("used 2 filtered 2 error 0 pending 0", run.Fates);
    }

    [Fact]
    public void Duplicate_IsFiltered()
    {
        var run = Run().Push(Spot(10, 12), Snapshot(11), Spot(10, 12), Spot(9, 11), Spot(13, 13));

        Assert.Equal(2, run.DeltaRows.Count(row => (bool)row["last"]!));
        Assert.Equal("used 3 filtered 2 error 0 pending 0", run.Fates);
    }

    [Fact]
    public void SnapshotWhileLive_IsFiltered()
    {
        var run = Run().Push(Spot(10, 12), Snapshot(11), Snapshot(12), Spot(13, 13));

        Assert.Equal(["status 12 live L", "status 13 live L"], run.Short(5));
        Assert.Equal("used 3 filtered 1 error 0 pending 0", run.Fates);
    }

    [Fact]
    public void AfterAGap_TheNextSnapshotBringsTheBookBackWithTheMessagesKept()
    {
        var run = Run().Push(Spot(10, 12), Snapshot(11), Spot(20, 22, bids: """["20.00","1"]"""), Spot(23, 24, bids: """["20.00","2"]"""), Snapshot(21));

        Assert.Equal(["20x5 20.01x4", "-", "20x1 20.01x4", "20x2 20.01x4"], run.Tops());
        Assert.Equal("used 5 filtered 0 error 0 pending 0", run.Fates);
        Assert.Equal((1L, 1L), (run.Drive.Counters.Gaps, run.Drive.Counters.Resyncs));
    }

    [Fact]
    public void GapAmongTheWaitingMessages_IsInvalidBeforeAnythingElse()
    {
        var run = Run().Push(Spot(10, 12), Spot(20, 22), Spot(23, 24), Snapshot(11));

        Assert.Equal(["status 12 live L", "clear", "status invalid L"], run.Short(5));
        Assert.Equal("used 2 filtered 0 error 0 pending 2", run.Fates);
        Assert.Equal((1L, 0L), (run.Drive.Counters.Gaps, run.Drive.Counters.Resyncs));
    }

    [Fact]
    public void SwappedNeighbours_AreAGap()
    {
        var run = Run().Push(Spot(10, 12), Snapshot(11), Spot(15, 16), Spot(13, 14), Snapshot(16), Spot(17, 18));

        Assert.Equal(["20x5 20.01x4", "-", "20x5 20.01x4"], run.Tops());
        Assert.Equal("used 4 filtered 2 error 0 pending 0", run.Fates);
    }

    [Fact]
    public void SequencesAreCheckedForEveryMessage_NotOnlyWhileSynchronizing()
    {
        var run = Run().Push(Spot(10, 12), Snapshot(11));
        for (var id = 13; id < 100; id++)
        {
            run.Push(Spot(id, id));
        }

        run.Push(Spot(101, 101));

        Assert.Equal("status invalid L", run.Short()[^1]);
        Assert.Equal(89, run.DeltaRows.Count(row => (bool)row["last"]!));
    }

    [Fact]
    public void OtherSpeedOfTheSameSymbol_IsNotMixedIn()
    {
        var run = Run().Push(Spot(10, 12), Snapshot(11), Spot(10, 30, channel: "depth"), Spot(13, 14));

        Assert.Equal(["status 12 live L", "status 14 live L"], run.Short(5));
        Assert.Equal("used 3 filtered 1 error 0 pending 0", run.Fates);
    }

    [Fact]
    public void PartialDepth_IsNotTakenForDiffs()
    {
        var run = Run().Push("""{"stream":"solusdt@depth20","data":{"lastUpdateId":7712345900,"bids":[["142.30","310.2"]],"asks":[["142.31","55"]]}}""");

        Assert.Empty(run.DeltaRows);
        Assert.Equal("used 0 filtered 1 error 0 pending 0", run.Fates);
    }

    [Theory]
    [InlineData("\"0\"")]
    [InlineData("\"0.0\"")]
    [InlineData("\"0.00000000\"")]
    [InlineData("0")]
    [InlineData("0.000")]
    [InlineData("0e0")]
    public void ZeroInAnySpelling_Deletes(string zero)
    {
        var run = Run().Push(Spot(10, 12), Snapshot(11), Spot(13, 13, bids: $"[\"20.00\",{zero}]"));

        Assert.Equal("delete bid 20 0 13 L", run.Short()[^1]);
    }

    [Fact]
    public void NumbersAsStringsAndStringsAsNumbers_AreTheSame()
    {
        var run = Run().Push(
            """{"e":"depthUpdate","E":"1789400000200","s":"SOLUSDT","U":"10","u":"12","b":[[20.00,6.5]],"a":[]}""",
            """{"lastUpdateId":"11","bids":[[20,5]],"asks":[[20.01,"4"]]}""");

        Assert.Equal(["clear 11 S", "set bid 20 5 11 S", "set ask 20.01 4 11 S", "set bid 20 6.5 12 L"], run.Short());
        Assert.All(run.DeltaRows, row => Assert.Null(row["channel"]));
    }

    [Fact]
    public void UnknownFieldsAndNonAsciiSymbols_AreTaken()
    {
        var run = Run().Push(
            """{"stream":"币安usdt@depth","data":{"x":{"y":[1,{}]},"e":"depthUpdate","E":1789400000200,"s":"币安USDT","new":[[[]]],"U":10,"u":12,"b":[["20","1","extra",[1]]],"a":[]},"more":null}""",
            """{"lastUpdateId":11,"E":1,"T":1,"bids":[],"asks":[]}""",
            """{"stream":"\u5e01\u5b89usdt@depth","data":{"e":"depthUpdate","E":1789400000200,"s":"\u5e01\u5b89USDT","U":13,"u":13,"b":[],"a":[]}}""");

        Assert.Equal(["clear 11 S", "set bid 20 1 12 L", "status 13 live L"], run.Short());
        Assert.All(run.DeltaRows, row => Assert.Equal("币安USDT", row["symbol"]));
    }

    [Fact]
    public void TwoSymbols_HaveBooksOfTheirOwn()
    {
        var run = Run().Push(Spot(10, 12), Snapshot(11), Spot(700, 705, symbol: "BTCUSDT"), Snapshot(702), Spot(13, 13), Spot(706, 706, symbol: "BTCUSDT"));

        Assert.Equal(["SOLUSDT", "BTCUSDT", "SOLUSDT", "BTCUSDT"], run.DeltaRows.Where(row => (bool)row["last"]!).Select(row => (string)row["symbol"]!));
        Assert.Equal("used 6 filtered 0 error 0 pending 0", run.Fates);
    }

    [Fact]
    public void SnapshotThatCanBeOfTwoSymbols_IsAnErrorRow()
    {
        var run = Run().Push(Spot(10, 12), Spot(700, 705, symbol: "BTCUSDT"), Snapshot(11));

        Assert.Equal(["SE9505: a depth snapshot without a symbol can be of any of SOLUSDT, BTCUSDT, which wait for one in this capture; record one symbol a file"], run.Errors);
        Assert.Equal("used 0 filtered 0 error 1 pending 2", run.Fates);
    }

    [Fact]
    public void SnapshotOfAnotherCapture_IsTheWaitingSymbolsOfThatCapture()
    {
        var run = Run().Push(Spot(10, 12));
        run.Origin = "b.gz";
        run.Push(Spot(700, 705, symbol: "BTCUSDT"), Snapshot(702));

        Assert.All(run.DeltaRows, row => Assert.Equal("BTCUSDT", row["symbol"]));
        Assert.Equal("used 2 filtered 0 error 0 pending 1", run.Fates);
    }

    [Fact]
    public void SnapshotBeforeTheStream_IsAnErrorRow()
    {
        var run = Run().Push(Snapshot(11), Spot(10, 12));

        Assert.Equal(
            ["SE9505: a depth snapshot without a symbol stands before the first depth message of its capture, so it cannot be told what it is of; subscribe to the depth stream first, then request the snapshot"],
            run.Errors);
    }
}
