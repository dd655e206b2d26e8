using StreamEngine.Features;

namespace StreamEngine.Tests.Operators.Features;

/// <summary>The ladder against a sorted dictionary, through everything that moves its window.</summary>
public sealed class TickLadderTests
{
    private const int Depth = 5;

    [Theory]
    [InlineData(1, 40)] // a dense book of few ticks
    [InlineData(2, 3_000)] // wider than the first window
    [InlineData(3, 400_000)] // wider than the widest
    [InlineData(4, 1_000_000_000)] // a level in a million ticks
    public void Changes_LeaveTheLevelsOfASortedDictionary(int seed, int width)
    {
        var random = new Random(seed);
        var (ladder, levels) = (new TickLadder(Depth), new SortedDictionary<long, long>());
        var middle = seed % 2 == 0 ? 5_000_000_000L : -5_000_000_000L;
        for (var i = 0; i < 30_000; i++)
        {
            middle += random.Next(100) == 0 ? random.Next(-width, width) : 0; // the market moves
            var key = middle - (long)(random.NextDouble() * random.NextDouble() * width);
            if (random.Next(3) == 0 && levels.Count > 0)
            {
                var present = levels.Keys.ElementAt(random.Next(Math.Max(0, levels.Count - 3), levels.Count)); // mostly the best go
                ladder.Delete(present);
                levels.Remove(present);
            }
            else if (random.Next(4) == 0)
            {
                ladder.Delete(key);
                levels.Remove(key);
            }
            else
            {
                var size = random.NextInt64(1, 1_000_000_000_000);
                ladder.Set(key, size);
                levels[key] = size;
            }

            Same(levels, ladder, whole: i % 200 == 0);
        }
    }

    [Fact]
    public void Rescaled_KeepsItsLevels()
    {
        var (ladder, levels) = (new TickLadder(Depth), new SortedDictionary<long, long>());
        for (var i = 0; i < 2_000; i++)
        {
            ladder.Set(1_000_000 - (i * 7), i + 1);
            levels[1_000_000 - (i * 7)] = i + 1;
        }

        ladder.RescaleKeys(10);
        ladder.RescaleSizes(100);
        Same(new(levels.ToDictionary(l => l.Key * 10, l => l.Value * 100)), ladder, whole: true);
        Assert.Throws<OverflowException>(() => ladder.RescaleKeys(1_000_000_000_000_000_000));
    }

    [Fact]
    public void Loaded_IsAsItWasSaved()
    {
        var ladder = new TickLadder(Depth);
        for (var i = 0; i < 5_000; i++)
        {
            ladder.Set(-(i * 31), i + 1);
        }

        var (keys, sizes) = ladder.Levels();
        var again = new TickLadder(Depth);
        again.Load(keys, sizes);
        Assert.Equal(keys, again.Levels().Keys);
        Assert.Equal(sizes, again.Levels().Sizes);
        Assert.Equal((Total(ladder), ladder.BestKey, ladder.BestSize), (Total(again), again.BestKey, again.BestSize));
        Assert.Equal((15L, 0L, 1L), (Total(ladder), ladder.BestKey, ladder.BestSize)); // 1 + 2 + 3 + 4 + 5
    }

    [Fact]
    public void MoreThanAMillionLevels_AreRefused()
    {
        var ladder = new TickLadder(0);
        for (var i = 0; i < TickLadder.Limit; i++)
        {
            ladder.Set(i, 1); // better and better: appended to the levels behind the window
        }

        ladder.Set(0, 2);
        var refused = Assert.Throws<InvalidDataException>(() => ladder.Set(TickLadder.Limit, 1));
        Assert.Equal("a side of the book has more than 1000000 levels", refused.Message);
    }

    [Fact]
    public void Changes_AllocateNothing()
    {
        var ladder = new TickLadder(20);
        Churn();
        Assert.Equal(0, Enumerable.Range(0, 5).Min(_ => Churn())); // the runtime's own, such as compiling again, come once

        long Churn()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 20_000; i++)
            {
                ladder.Set(1_000_000 + (i % 5_000), i + 1);
                ladder.Delete(1_000_000 + (i * 7 % 5_000));
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void LargeSizes_AreAddedUpWithCare()
    {
        var ladder = new TickLadder(2);
        ladder.Set(1, long.MaxValue);
        ladder.Set(2, long.MaxValue);
        Assert.False(ladder.TryTotal(out _));
        Assert.Equal(2 * (Int128)long.MaxValue, ladder.Sum(2));
        ladder.Clear();
        ladder.Set(1, 5);
        Assert.True(ladder.TryTotal(out var total));
        Assert.Equal(5, total);
    }

    private static long Total(TickLadder ladder) => ladder.TryTotal(out var total) ? total : (long)ladder.Sum(Depth);

    private static void Same(SortedDictionary<long, long> expected, TickLadder ladder, bool whole)
    {
        Assert.Equal(expected.Count, ladder.Count);
        if (expected.Count == 0)
        {
            return;
        }

        if (whole)
        {
            var (keys, sizes) = ladder.Levels();
            Assert.Equal(expected.Keys.Reverse(), keys);
            Assert.Equal(expected.Values.Reverse(), sizes);
            Assert.Equal(expected.Values.TakeLast(Depth).Sum(), Total(ladder));
            Assert.Equal(expected.Values.TakeLast(3).Sum(), (long)ladder.Sum(3));
        }

        Assert.Equal(expected.Keys.Last(), ladder.BestKey);
    }
}
