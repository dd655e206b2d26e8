using static StreamEngine.Tests.Operators.Normalizers.NormalizeRun;

namespace StreamEngine.Tests.Operators.Normalizers;

/// <summary>EXCHANGES § 4.3, vectors F1 to F3.</summary>
public class NormalizeFuturesDepthTests
{
    private static readonly string VectorSnapshot = NormalizeRun.Snapshot(880100, """["3120.10","4.000"],["3120.00","9.500"]""", """["3120.20","2.200"],["3120.30","7.000"]""");

    private static NormalizeRun Run() => new("binance_usdm");

    [Fact]
    public void VectorF1_IsAppliedAsPublished()
    {
        var run = Run().Push(
            Futures(880050, 880071, 880049, bids: """["3120.10","1.000"]"""),
            Futures(880074, 880118, 880071, bids: """["3120.10","3.500"]""", asks: """["3120.20","0"]"""),
            VectorSnapshot,
            Futures(880125, 880160, 880118, asks: """["3120.20","0.800"]"""),
            Futures(880170, 880190, 880166, bids: """["3120.10","9"]"""));

        Assert.Equal(["3120.1x3.5 3120.3x7", "3120.1x3.5 3120.2x0.8", "-"], run.Tops());
        Assert.Equal(["clear", "status invalid L"], run.Short().TakeLast(2));
        var lost = run.DeltaRows[^1];
        Assert.Equal("gap: pu is not the last update id", lost["reason"]);
        Assert.Equal((880160L, 880160L, 880166L), ((long)lost["last_seq"]!, (long)lost["expected"]!, (long)lost["got"]!));
        Assert.Equal("used 3 filtered 1 error 0 pending 1", run.Fates);
    }

    [Fact]
    public void VectorF2_FirstMessageByPreviousId_IsApplied()
    {
        var run = Run().Push(
            Futures(880060, 880090, 880040),
            VectorSnapshot,
            Futures(880105, 880140, 880100, bids: """["3120.10","3.000"]"""),
            Futures(880141, 880141, 880140, asks: """["3120.20","1.000"]"""));

        Assert.Equal(["3120.1x3 3120.2x2.2", "3120.1x3 3120.2x1"], run.Tops());
        Assert.Equal("used 3 filtered 1 error 0 pending 0", run.Fates);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void VectorF3_SnapshotTooOld_WaitsForAnother(bool snapshotFirst)
    {
        var message = Futures(880130, 880140, 880120, bids: """["3120.10","3.000"]""");
        var run = snapshotFirst ? Run().Push(Futures(880060, 880090, 880040), VectorSnapshot, message) : Run().Push(message, VectorSnapshot);
        Assert.Empty(run.DeltaRows);
        Assert.Equal(1, run.Drive.Counters.Pending);

        run.Push(NormalizeRun.Snapshot(880135));

        Assert.Equal("set bid 3120.1 3 880140 L", run.Short()[^1]);
        Assert.Equal(0, run.Drive.Counters.Pending);
    }

    [Fact]
    public void JumpingFirstIds_AreNoGap()
    {
        var run = Run().Push(Futures(10, 20, 5), Snapshot(15), Futures(900, 950, 20), Futures(5000, 5001, 950));

        Assert.DoesNotContain("status invalid L", run.Short());
        Assert.Equal("used 4 filtered 0 error 0 pending 0", run.Fates);
    }

    [Fact]
    public void MessageEndingAtTheSnapshot_IsTheFirstApplied()
    {
        var run = Run().Push(Futures(10, 20, 5, bids: """["20.00","7"]"""), Snapshot(20), Futures(30, 31, 20));

        Assert.Equal(["20x7 20.01x4", "20x7 20.01x4"], run.Tops());
    }

    [Fact]
    public void Times_AreTransactionAndSend()
    {
        var run = Run().Push(Futures(10, 20, 5, bids: """["20.00","7"]"""), Snapshot(15));

        Assert.Equal((1_789_400_000_147_000_000L, 1_789_400_000_150_000_000L), ((long)run.DeltaRows[^1]["ts"]!, (long)run.DeltaRows[^1]["ts_send"]!));
        Assert.Equal(1_789_400_000_147_000_000L, run.DeltaRows[0]["ts"]);
        Assert.Null(run.DeltaRows[0]["ts_send"]);
    }

    [Fact]
    public void MessageWithoutPreviousId_IsAnErrorRow()
    {
        var run = Run().Push("""{"e":"depthUpdate","E":1789400000150,"T":1789400000147,"s":"ETHUSDT","U":1,"u":2,"b":[],"a":[]}""");

        Assert.Equal(["SE9501: field 'pu' is missing; it must be a whole number"], run.Errors);
    }

    [Fact]
    public void SnapshotWithASymbol_NeedsNoGuess()
    {
        var run = Run().Push(Futures(10, 12, 5), Futures(700, 705, 690, symbol: "BTCUSDT"), """{"symbol":"BTCUSDT","lastUpdateId":702,"bids":[],"asks":[]}""");

        Assert.Equal(["clear 702 S", "status 705 live L"], run.Short());
        Assert.All(run.DeltaRows, row => Assert.Equal("BTCUSDT", row["symbol"]));
    }
}
