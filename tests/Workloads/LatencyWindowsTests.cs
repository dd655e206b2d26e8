using StreamEngine.Bench.Latencies;

namespace StreamEngine.Tests.Workloads;

public sealed class LatencyWindowsTests
{
    [Fact]
    public void Percentile_IsTheLeastValueThatItsShareIsAtOrBelow()
    {
        float[] hundred = [.. Enumerable.Range(1, 100).Select(i => (float)i).Reverse()];

        Assert.Equal(new LatencyQuantiles(50, 99, 100, 100), LatencyQuantiles.Of(hundred));
        Assert.Equal(new LatencyQuantiles(7, 7, 7, 7), LatencyQuantiles.Of([7]));
    }

    [Fact]
    public void Windows_LeaveOutTheFirstAndTheRest_AndAreRankedByEachPercentile()
    {
        // windows of two: (9 9) left out, (1 8), (2 6), (3 4), (5 5), and a rest
        var windows = LatencyWindows.Of([9, 9, 1, 8, 2, 6, 3, 4, 5, 5, 100], 2, 1);

        Assert.Equal(4, windows.Windows.Count);
        Assert.Equal(new LatencyQuantiles(1, 4, 4, 4), windows.At(0));
        Assert.Equal(new LatencyQuantiles(1, 4, 4, 4), windows.At(0.25));
        Assert.Equal(new LatencyQuantiles(2, 5, 5, 5), windows.At(0.5));
        Assert.Equal(new LatencyQuantiles(4, 8, 8, 8), windows.Whole);
    }

    [Fact]
    public void RowThatIsLate_IsLateFromWhenItWasMeantToCome()
    {
        var plan = new Arrivals(1_000, 4); // a row a millisecond
        plan.Begin();
        var at = plan.Start + 3_500_000;

        Assert.Equal(0, plan.Due(plan.Start - 1));
        Assert.Equal(1, plan.Due(plan.Start));
        Assert.Equal(4, plan.Due(at));
        plan.Take(4, 6, at); // all four at once after a stall

        Assert.Equal(new LatencyQuantiles(1_500_000, 3_500_000, 3_500_000, 3_500_000), plan.Windows(0.004, 0).Whole);
        Assert.Equal((4L, 6UL), (plan.Out, plan.Sum));
    }
}
