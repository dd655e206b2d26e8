using StreamEngine.Config;
using StreamEngine.Joins;
using static StreamEngine.Tests.Operators.Joins.JoinDrive;

namespace StreamEngine.Tests.Operators.Joins;

/// <summary>Times are nanoseconds, worked out by hand.</summary>
public sealed class LatestTests
{
    [Fact]
    public void NewestInStreamOrder_WhateverItsEventTime()
    {
        var run = JoinDrive.Of(new Latest(new())).Push(Right, R(100, bid: 1), R(90, bid: 2)).Push(Left, L(50, at: 100), L(101));
        Assert.Equal([2.0, 2.0], run.Column("bid"));
        Assert.Equal([90L, 90L], run.Column("right.ts"));
    }

    [Fact]
    public void NoRightRowYet_IsNull_AndKeysAreApart()
    {
        var run = JoinDrive.Of(new Latest(new())).Push(Left, L(1)).Push(Right, R(2, "b", 1)).Push(Left, L(3), L(3, "b"));
        Assert.Equal([null, null, 1.0], run.Column("bid"));
    }

    [Fact]
    public void Ttl_CountsInStreamTime()
    {
        var run = JoinDrive.Of(new Latest(new() { Ttl = new Duration(10) })).Push(Right, R(5, bid: 1, at: 100)).Push(Left, L(110), L(111));
        Assert.Equal([1.0, null], run.Column("bid"));
    }

    [Fact]
    public void OnBoth_EmitsForEitherSide_WithTheTimeOfTheRowThatEmits()
    {
        var run = JoinDrive.Of(new Latest(new() { On = LatestOn.Both }))
            .Push(Right, R(1, bid: 1)).Push(Left, L(2, price: 10)).Push(Right, R(3, bid: 2), R(4, bid: 3)).Push(Left, L(5, price: 20));
        Assert.Equal([1.0, 2.0, 3.0, 3.0], run.Column("bid"));
        Assert.Equal([10.0, 10.0, 10.0, 20.0], run.Column("price"));
        Assert.Equal([2L, 3L, 4L, 5L], run.Column("ts"));
        Assert.Equal([2L, 3L, 4L, 5L], run.Column("at"));
    }

    [Fact]
    public void State_HoldsOneRowAKey()
    {
        var run = JoinDrive.Of(new Latest(new() { On = LatestOn.Both }));
        run.Push(Right, R(1, bid: 1)).Push(Left, L(1));
        var before = run.Save().Length;
        run.Push(Right, [.. Enumerable.Range(2, 500).Select(i => R(i, bid: i))]).Push(Left, [.. Enumerable.Range(502, 500).Select(i => L(i))]);
        Assert.Equal(before, run.Save().Length);
    }
}
