using StreamEngine.Data;
using StreamEngine.Features;

namespace StreamEngine.Tests.Operators.Features;

public sealed class SpreadTests
{
    [Fact]
    public void Quote_GivesSpreadOverTheBid()
    {
        var options = new SpreadOptions();
        var run = FeatureDrive.Of(options, () => new Spread(options)).Push(0, FeatureDrive.Quotes((64100, 2.5, 64110, 1.2), (0.1, 1, 0.3, 1), (null, null, 5, 1)));

        Assert.Equal(1.5601, (double)run.Column("spread_bps")[0]!, 4); // FEA-01
        Assert.Equal(0.2 / 0.1 * 10_000, run.Column("spread_bps")[1]); // 0.3 − 0.1 is 0.2 in decimals
        Assert.Null(run.Column("spread_bps")[2]);
    }

    [Fact]
    public void BidOfZero_IsAnErrorRow()
    {
        var options = new SpreadOptions();
        var run = FeatureDrive.Of(options, () => new Spread(options)).Push(0, FeatureDrive.Quotes((0, 1, 5, 1)));

        Assert.Equal("the spread is not finite; the bid must not be 0", Assert.Single(run.Dead())["reason"]);
        Assert.Empty(run.Port());
    }

    [Fact]
    public void NameThatIsTaken_IsRefused()
    {
        var options = new SpreadOptions { As = new("seq") };
        var run = FeatureDrive.Of(options, () => new Spread(options));

        Assert.Equal(["SE2301: column 'seq' is already there (give the result another name with 'as', or drop the old column with 'select')"], run.Problems);
    }

    [Fact]
    public void RowsWithoutPrices_AreRefused()
    {
        var options = new SpreadOptions();
        var run = FeatureDrive.Of(options, () => new Spread(options), new Schema(null, [new("ts", ColumnType.Timestamp), new("ask_px", ColumnType.Symbol)]));

        Assert.Equal(2, run.Problems.Count);
        Assert.Contains("there is no column 'bid_px'; there are: ts, ask_px", run.Problems[0]);
        Assert.Equal("SE4151: column 'ask_px' is symbol; it must be float64", run.Problems[1]);
    }
}
