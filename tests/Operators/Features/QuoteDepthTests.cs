using StreamEngine.Data;
using StreamEngine.Features;
using static StreamEngine.Tests.Operators.Features.MicroRows;

namespace StreamEngine.Tests.Operators.Features;

public sealed class QuoteDepthTests
{
    [Fact]
    public void Levels_AreWorthPriceTimesSize_OfTheBestOnly()
    {
        var run = new OperatorDrive(new QuoteDepth(new() { Levels = 2 }), [Schemas.Book(3)]).Push(0,
            Book(1, 3, [(100, 2), (99, 1), (98, 50)], [(101, 0.5)]), Book(2, 3, [], []), Book(3, 3, null, null), Book(4, 3, [(1e200, 1e200)], []));

        Assert.Equal([349.5, 0.0, null], run.Column("quote_depth_2"));
        Assert.Equal("the depth is not finite", Assert.Single(run.Dead())["reason"]);
    }
}
