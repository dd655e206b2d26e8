using StreamEngine.Config;
using StreamEngine.Conformance;
using StreamEngine.Data;
using StreamEngine.Joins;
using StreamEngine.Runtime;
using static StreamEngine.Tests.Operators.Joins.JoinDrive;

namespace StreamEngine.Tests.Operators.Joins;

/// <summary>Rows of both sides taken in one call give what single rows give: the same rows, and the same state.</summary>
public sealed class PairedAsofTests
{
    private static readonly string[] Keys = ["a", "b", "c"];

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(3, 4)]
    [InlineData(4, 1)]
    public void RandomStreams_GiveTheRowsAndStateOfSingleRows(int seed, int? keep)
    {
        var random = new Random(seed);
        var options = new AsofOptions { Tolerance = new Duration(40), Keep = keep };
        var (single, both) = (Of(new Asof(options), lateness: 10), Of(new Asof(options), lateness: 10));
        var at = 1000L;
        foreach (var run in new[] { single, both })
        {
            run.Push(Right, [.. Keys.Select(k => R(1000, k, 0))]).Push(Left, [.. Keys.Select(k => L(1000, k))]);
        }

        for (var step = 0; step < 60; step++)
        {
            var rows = Enumerable.Range(0, random.Next(1, 40)).Select(_ => (Side: random.Next(2), Key: Keys[random.Next(3)], At: at += random.Next(3), Back: random.Next(4) == 0 ? random.Next(60) : 0)).ToList();
            var rights = rows.Where(r => r.Side == Right).Select(r => R(r.At - r.Back, r.Key, random.Next(), r.At)).ToList();
            var lefts = rows.Where(r => r.Side == Left).Select(r => L(r.At - r.Back, r.Key, r.At)).ToList();
            using var right = both.Batch(RightRows, rights);
            using var left = both.Batch(LeftRows, lefts);
            Assert.True(both.TryPushBoth(new Rows(right, 0, right.Count), new Rows(left, 0, left.Count)));

            // right ranks first: a left row comes behind all right rows of its instant
            foreach (var (side, row) in rights.Select(r => (Side: Right, Row: r)).Concat(lefts.Select(l => (Side: Left, Row: l))).OrderBy(r => (long)r.Row["at"]!))
            {
                single.Push(side, row);
            }
        }

        Assert.Equal(single.Port().Count, both.Port().Count);
        Assert.Equal(single.Column("bid"), both.Column("bid"));
        Assert.Equal(single.Column("right.ts"), both.Column("right.ts"));
        Assert.Equal(single.Column("ts"), both.Column("ts"));
        Assert.Equal(single.Column("at"), both.Column("at"));
        Assert.Contains(null, both.Column("bid"));
        Assert.Equal(single.Save(), both.Save());
    }

    [Fact]
    public void MarkedRows_AreTaken()
    {
        var run = Of(new Asof(new AsofOptions { Tolerance = new Duration(40) })).Push(Right, R(1, bid: 0)).Push(Left, L(1));
        using var right = run.Batch(RightRows, R(2, bid: 1), R(3, bid: 2), R(4, bid: 3), R(6, bid: 4));
        using var left = run.Batch(LeftRows, L(2), L(3), L(5), L(6));
        using var someRight = Marked(run.Pool, right, 0, 2);
        using var someLeft = Marked(run.Pool, left, 0, 1, 3);
        Assert.True(run.TryPushBoth(new Rows(someRight, 0, 2), new Rows(someLeft, 0, 3)));
        Assert.Equal([0.0, 1.0, 1.0, 3.0], run.Column("bid"));
    }

    [Fact]
    public void NewOrNullKey_OrNoBackwardJoin_TakesNone()
    {
        var run = Of(new Asof(new AsofOptions { Tolerance = new Duration(40) })).Push(Right, R(1, bid: 0));
        using var added = run.Batch(LeftRows, L(2, "b"));
        using var none = run.Batch(LeftRows, L(2, null));
        Assert.False(run.TryPushBoth(default, new Rows(added, 0, 1)));
        Assert.False(run.TryPushBoth(default, new Rows(none, 0, 1)));

        var forward = Of(new Asof(new AsofOptions { Tolerance = new Duration(40), Direction = AsofDirection.Forward })).Push(Right, R(1, bid: 0));
        using var known = forward.Batch(LeftRows, L(2));
        Assert.False(forward.TryPushBoth(default, new Rows(known, 0, 1)));
    }

    private static Batch Marked(BufferPool pool, Batch batch, params int[] rows)
    {
        var physical = pool.Rent<int>(rows.Length);
        rows.CopyTo(physical, 0);
        return batch.Select(physical, rows.Length, pool);
    }
}
