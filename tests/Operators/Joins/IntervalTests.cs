using StreamEngine.Config;
using StreamEngine.Joins;
using static StreamEngine.Tests.Operators.Joins.JoinDrive;

namespace StreamEngine.Tests.Operators.Joins;

/// <summary>Times are nanoseconds, worked out by hand.</summary>
public sealed class IntervalTests
{
    [Fact]
    public void EachLeftRow_ComesWithAllRightRowsNearIt_BothEndsIncluded()
    {
        var run = Join(10, 5).Push(Right, R(89, bid: 1), R(90, bid: 2)).Push(Left, L(100)).Push(Right, R(105, bid: 3), R(106, bid: 4)).End();
        Assert.Equal([2.0, 3.0], run.Column("bid"));
        Assert.Equal([105L, 105L], run.Column("at"));
        Assert.Equal([100L, 100L], run.Column("ts"));
    }

    [Fact]
    public void Pairs_StandByLeftRow_ThenByTheRightRowsTime_ThenInStreamOrder()
    {
        var run = Join(10, 10).Push(Right, R(100, bid: 1), R(100, bid: 2), R(95, bid: 3)).Push(Left, L(100, price: 1), L(98, price: 2)).End();
        Assert.Equal([3.0, 1.0, 2.0, 3.0, 1.0, 2.0], run.Column("bid"));
        Assert.Equal([2.0, 2.0, 2.0, 1.0, 1.0, 1.0], run.Column("price")); // due at 108, then at 110
    }

    [Fact]
    public void LeftRowWithoutMatch_ComesOnceWithNulls()
    {
        var run = Join(10, 0).Push(Right, R(100, "b", 1)).Push(Left, L(100)).End();
        Assert.Equal([null], run.Column("bid"));
        Assert.Equal([null], run.Column("right.ts"));
    }

    [Fact]
    public void RightRowWithinLateness_IsSeen_AndALaterOneIsNot()
    {
        var run = Join(10, 5, lateness: 20).Push(Left, L(100)).Push(Right, R(125, bid: 1), R(101, bid: 2), R(126, bid: 3), R(102, bid: 4)).End();
        Assert.Equal([2.0], run.Column("bid"));
        Assert.Equal([125L], run.Column("at"));
    }

    [Fact]
    public void LeftRowThatIsTooLate_FindsWhatIsStillKept()
    {
        // at 200 rows from 200 − (10 + 5 + 0) on are kept
        var run = Join(10, 5).Push(Right, R(184, bid: 1), R(185, bid: 2), R(200, bid: 3)).Push(Left, L(185, at: 200)).End();
        Assert.Equal([2.0], run.Column("bid"));
    }

    [Theory]
    [InlineData(null, 5L, "SE6101: 'interval' has no before, so it would keep every row of 'right' (add before: 1s, the most that a row of 'right' may be before one of 'left')")]
    [InlineData(5L, null, "SE6101: 'interval' has no after, so it would keep every row of 'left' (add after: 1s, the most that a row of 'right' may be after one of 'left')")]
    public void Unbounded_IsRefusedAndNamesTheKey(long? before, long? after, string problem) => Assert.Equal([problem], JoinDrive.Of(new Interval(new()
    {
        Before = before is { } b ? new Duration(b) : null,
        After = after is { } a ? new Duration(a) : null,
    })).Problems);

    [Fact]
    public void EndsOfTheRange_AreNoTrouble()
    {
        var run = Join(10, 5).Push(Right, R(long.MinValue + 1, bid: 1)).Push(Left, L(long.MinValue + 2)).Push(Right, R(long.MaxValue, bid: 2, at: 0)).Push(Left, L(long.MaxValue - 1, at: 0)).End();
        Assert.Equal([1.0, 2.0], run.Column("bid"));
    }

    private static OperatorDrive Join(long before, long after, long lateness = 0) =>
        JoinDrive.Of(new Interval(new() { Before = new Duration(before), After = new Duration(after) }), lateness);
}
