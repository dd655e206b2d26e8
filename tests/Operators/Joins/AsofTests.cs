using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Joins;
using static StreamEngine.Tests.Operators.Joins.JoinDrive;

namespace StreamEngine.Tests.Operators.Joins;

/// <summary>Times are nanoseconds, worked out by hand.</summary>
public sealed class AsofTests
{
    [Fact]
    public void Backward_TakesTheNewestAtOrBeforeWithinTheTolerance()
    {
        var run = Asof(new() { Tolerance = new Duration(10) })
            .Push(Right, R(100, bid: 1)).Push(Right, R(105, bid: 2)).Push(Left, L(105)).Push(Left, L(114), L(115), L(116));
        Assert.Equal([2.0, 2.0, 2.0, null], run.Column("bid"));
        Assert.Equal([105L, 105L, 105L, null], run.Column("right.ts"));
        Assert.Equal([105L, 114L, 115L, 116L], run.Column("at"));
    }

    [Fact]
    public void RightRowsOfOneInstant_TheLastInStreamOrderIsTaken()
    {
        var run = Asof(new() { Tolerance = new Duration(10) }).Push(Right, R(100, bid: 1), R(100, bid: 2), R(100, bid: 3)).Push(Left, L(100));
        Assert.Equal([3.0], run.Column("bid"));
    }

    [Fact]
    public void RightRowThatRunsBack_IsPlacedByItsEventTime()
    {
        var run = Asof(new() { Tolerance = new Duration(50) }, lateness: 100).Push(Right, R(100, bid: 1), R(90, bid: 2), R(110, bid: 3)).Push(Left, L(95, at: 110), L(105, at: 110), L(110));
        Assert.Equal([2.0, 1.0, 3.0], run.Column("bid"));
    }

    [Fact]
    public void RightRowThatComesAfterItsLeftRow_IsNotSeenBackward()
    {
        var run = Asof(new() { Tolerance = new Duration(50) }).Push(Left, L(100)).Push(Right, R(100, bid: 1)).Push(Left, L(101));
        Assert.Equal([null, 1.0], run.Column("bid"));
    }

    [Fact]
    public void LeftRowLaterThanLateness_FindsOnlyWhatIsStillKept()
    {
        // at 120, tolerance 10 and lateness 5: right rows from 105 on are still seen
        var run = Asof(new() { Tolerance = new Duration(10) }, lateness: 5).Push(Right, R(104, bid: 1), R(105, bid: 2), R(120, bid: 3)).Push(Left, L(104, at: 120), L(110, at: 120));
        Assert.Equal([null, 2.0], run.Column("bid"));
    }

    [Fact]
    public void Keys_AreJoinedApart()
    {
        var run = Asof(new() { Tolerance = new Duration(10) }).Push(Right, R(100, "a", 1), R(100, "b", 2)).Push(Left, L(101, "b"), L(101, "a"), L(101, "c"));
        Assert.Equal([2.0, 1.0, null], run.Column("bid"));
        Assert.Equal(["b", "a", null], run.Column("right.k"));
    }

    [Fact]
    public void NullKey_IsAnErrorRow()
    {
        var run = Asof(new() { Tolerance = new Duration(10) }).Push(Left, L(101, null));
        Assert.Empty(run.Port());
        Assert.Equal(["the key is null"], run.Dead().Select(d => d["reason"]));
    }

    [Fact]
    public void Forward_TakesTheOldestAtOrAfter_OfOneInstantTheLast_OnceStreamTimeHasPassedTheTolerance()
    {
        var run = Asof(new() { Tolerance = new Duration(10), Direction = AsofDirection.Forward }, lateness: 2)
            .Push(Left, L(100), L(101)).Push(Right, R(104, bid: 1), R(104, bid: 2), R(105, bid: 3)).Push(Left, L(112));
        Assert.Empty(run.Port());
        run.Push(Right, R(113, bid: 4));
        Assert.Equal([2.0], run.Column("bid"));
        Assert.Equal([112L], run.Column("at"));
        run.End();
        Assert.Equal([2.0, 2.0, 4.0], run.Column("bid"));
        Assert.Equal([112L, 113L, 124L], run.Column("at"));
    }

    [Fact]
    public void Nearest_OfTwoEquallyNearTakesTheOneBefore()
    {
        var run = Asof(new() { Tolerance = new Duration(10), Direction = AsofDirection.Nearest })
            .Push(Right, R(95, bid: 1)).Push(Left, L(100), L(101), L(100 + 1)).Push(Right, R(105, bid: 2)).Push(Left, L(105), L(130)).End();
        Assert.Equal([1.0, 2.0, 2.0, 2.0, null], run.Column("bid"));
    }

    [Fact]
    public void SeveralDueInOneInstant_ComeByKeyAndThenInOrder()
    {
        var run = Asof(new() { Tolerance = new Duration(10), Direction = AsofDirection.Forward }).Push(Left, L(100, "b", price: 1), L(100, "a", price: 2), L(100, "b", price: 3), L(100, "Z", price: 4)).End();
        Assert.Equal([4.0, 2.0, 1.0, 3.0], run.Column("price"));
    }

    [Fact]
    public void Keep_LeavesTheNewestRowsOfAKey()
    {
        var run = Asof(new() { Tolerance = new Duration(100), Keep = 2 }).Push(Right, R(10, bid: 1), R(20, bid: 2), R(30, bid: 3)).Push(Left, L(19, at: 30), L(29, at: 30), L(31));
        Assert.Equal([null, 2.0, 3.0], run.Column("bid"));
    }

    [Fact]
    public void JoinedRow_HasLeftThenRightThenRightByName_NullableWithUnits()
    {
        var shape = Asof(new() { Tolerance = new Duration(10) }).Shapes[0];
        Assert.Equal(4 + 1, shape.Shown);
        Assert.Equal(
            "rows(ts: timestamp, k: symbol?, price: float64, note: string?, bid: float64?, right.ts: timestamp?, right.k: symbol?, right.price: float64? [quote], right.bid: float64?)", shape.Schema.ToString());
    }

    [Fact]
    public void NoTolerance_IsRefusedAndNamesTheKey() =>
        Assert.Equal(["SE6101: 'asof' has no tolerance, so it would keep every row of 'right' (add tolerance: 500ms, the most that the times of two joined rows may be apart)"], Asof(new()).Problems);

    private static OperatorDrive Asof(AsofOptions options, long lateness = 0) => JoinDrive.Of(new Asof(options), lateness);
}
