using StreamEngine.Data;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Features;

/// <summary>Features as a user writes them: what is refused, and where.</summary>
public sealed class FeatureFileTests
{
    [Theory]
    [InlineData("order_book: { depth: 0 }", "43: error SE2104: x: option 'depth' is 0; it must be from 1 to 1000 (default 20)")]
    [InlineData("depth: { levels: 1001 }", "39: error SE2104: x: option 'levels' is 1001; it must be from 1 to 1000 (default 20)")]
    [InlineData("order_flow_imbalance: { window: 0 }", "54: error SE2104: x: option 'window' is 0; it must be from 1 to 100000 (default 1)")]
    [InlineData("rolling: { column: bid_px, rows: 5, take: [median] }", "65: error SE2105: x: option 'take[0]' is 'median'; it must be one of count, sum, mean, variance, min, max (default [mean]); did you mean 'mean'?")]
    [InlineData("ewma: { column: bid, span: 5 }", "38: error SE3202: x: there is no column 'bid'; there are: ts, ts_recv, venue, symbol, channel, raw_symbol, ts_send, frame_id, conn_id, bid_px, bid_qty, ask_px, ask_qty, seq")]
    [InlineData("ewma: { column: bid_px }", "22: error SE2351: x: none of span, half_life and alpha is given; it must be exactly one")]
    public void Options_AreRefusedWithPlaceAndRange(string verb, string message)
    {
        var problems = new PipelineRun().Given("quotes", Schemas.Quote).Nodes($"x: {{ from: quotes, {verb} }}").Collect("x").Problems();
        Assert.Equal("test.yaml:6:" + message, string.Join('\n', problems));
    }

    [Fact]
    public void ChainOfFeatures_AppendsColumnsInOrder()
    {
        var run = new PipelineRun().Given("quotes", Schemas.Quote, FeatureDrive.Quotes((100.00, 500, 100.10, 50), (null, null, null, null)))
            .Nodes("s: { from: quotes, key: symbol, spread: {} }\nm: { from: s, key: symbol, mid: {} }\nx: { from: m, key: symbol, ewma: { column: mid, span: 3 } }")
            .Collect("x").Execute();
        var row = run.Rows("x")[0];
        Assert.Equal((100.05, 100.05), (row["mid"], row["mid_ewma"]));
        Assert.Equal(10.0, (double)row["spread_bps"]!, 9);
        Assert.Null(run.Rows("x")[1]["mid_ewma"]);
    }
}
