using StreamEngine.Config;
using StreamEngine.Features;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Features;

public sealed class EwmaTests
{
    [Fact]
    public void Span_WeighsByRowsAndSkipsNulls() =>
        // alpha 0.5: 10, 10 + 0.5·(20 − 10), null, 15 + 0.5·(5 − 15)
        Assert.Equal([10.0, 15.0, null, 10.0], Run(new() { Column = new("bid_px"), Span = 3 }).Push(0, FeatureDrive.Quotes((10, 1, 1, 1), (20, 1, 1, 1), (null, 1, 1, 1), (5, 1, 1, 1))).Column("bid_px_ewma"));

    [Fact]
    public void HalfLife_WeighsByEventTime()
    {
        var rows = FeatureDrive.Quotes((8, 1, 1, 1), (16, 1, 1, 1), (0, 1, 1, 1), (100, 1, 1, 1));
        foreach (var (row, ts) in rows.Zip([0L, 10, 30, 20]))
        {
            row["ts"] = ts;
            row["at"] = 100L;
        }

        // half gone: 12; three quarters gone: 3; a row that runs back has no weight
        Assert.Equal([8.0, 12.0, 3.0, 3.0], Run(new() { Column = new("bid_px"), HalfLife = new Duration(10), As = new("e") }).Push(0, rows).Column("e"));
    }

    [Fact]
    public void Alpha_IsTheWeight() =>
        Assert.Equal([4.0, 5.0], Run(new() { Column = new("bid_px"), Alpha = 0.25 }).Push(0, FeatureDrive.Quotes((4, 1, 1, 1), (8, 1, 1, 1))).Column("bid_px_ewma"));

    [Fact]
    public void TwoWeights_AreRefused() =>
        Assert.Equal(["SE2351: option 'alpha': span and alpha are given; it must be exactly one of span, half_life and alpha"], Run(new() { Column = new("bid_px"), Span = 3, Alpha = 0.1 }).Problems);

    [Fact]
    public void NoWeight_IsRefused() =>
        Assert.Equal(["SE2351: none of span, half_life and alpha is given; it must be exactly one"], Run(new() { Column = new("bid_px") }).Problems);

    private static OperatorDrive Run(EwmaOptions options) => FeatureDrive.Of(options, () => new Ewma(options));
}
