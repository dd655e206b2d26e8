using StreamEngine.Data;
using StreamEngine.Features;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Features;

public sealed class DepthTests
{
    [Fact]
    public void Levels_AddUpExactly()
    {
        var run = new OperatorDrive(new Depth(new() { Levels = 3 }), [Schemas.Book(4)]).Push(0,
            Row([0.1, 0.2, 0.3, 99], [0.7, 0.1, 0, 0]), Row([1e9, 0.00000001, 3, 0], [0, 0, 0, 0]), Row(null, null));

        Assert.Equal([0.6, 1000000003.00000001, null], run.Column("sum_bid_3"));
        Assert.Equal([0.8, 0.0, null], run.Column("sum_ask_3"));
    }

    [Fact]
    public void FewerLevelsInTheBook_AreRefusedWithBothNumbers()
    {
        var run = new OperatorDrive(new Depth(new() { Levels = 20 }), [Schemas.Book(5)]);
        Assert.Equal(
        [
            "SE4251: option 'levels': 20 levels are asked for and 'bid_sizes' holds 5 (write depth: 20 at the order_book, or levels: 5 here)",
            "SE4251: option 'levels': 20 levels are asked for and 'ask_sizes' holds 5 (write depth: 20 at the order_book, or levels: 5 here)",
        ], run.Problems);
    }

    internal static Dictionary<string, object?> Row(double[]? bids, double[]? asks) => new()
    {
        ["ts"] = 1L, ["ts_recv"] = 1L, ["venue"] = "v", ["symbol"] = "S", ["state"] = bids is null ? "invalid" : "live", ["bid_sizes"] = bids, ["ask_sizes"] = asks,
    };
}
