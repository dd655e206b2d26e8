using StreamEngine.Features;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Features;

public sealed class OrderFlowImbalanceTests
{
    private static readonly (double?, double?, double?, double?)[] Golden = [(100.00, 5, 100.01, 7), (100.00, 8, 100.02, 3), (99.99, 4, 100.02, 6), (100.00, 2, 100.01, 1)];

    [Fact]
    public void GoldenQuotes_GiveEachChange() =>
        Assert.Equal([null, 10.0, -11.0, 1.0], Run(1).Push(0, FeatureDrive.Quotes(Golden)).Column("ofi")); // FORMULAE 4

    [Fact]
    public void WindowNotFull_IsNull() =>
        Assert.Equal([null, null, null, 0.0], Run(3).Push(0, FeatureDrive.Quotes(Golden)).Column("ofi"));

    [Fact]
    public void WindowFull_ForgetsTheOldest() =>
        Assert.Equal([null, null, -1.0, -10.0], Run(2).Push(0, FeatureDrive.Quotes(Golden)).Column("ofi"));

    [Fact]
    public void BookLost_StartsOver() =>
        Assert.Equal([null, 10.0, null, null, 1.0], Run(1).Push(0, FeatureDrive.Quotes(Golden[0], Golden[1], (null, null, null, null), Golden[2], Golden[3])).Column("ofi"));

    [Fact]
    public void DecimalSizes_AddUpExactly() =>
        Assert.Equal([null, 0.3], Run(1).Push(0, FeatureDrive.Quotes((10, 0.1, 11, 0.2), (10.5, 0.1, 11.5, 0.5))).Column("ofi")); // +0.1 (bid up) + 0.2 (ask queue gone)

    [Fact]
    public void SavedAndLoaded_GoesOnAlike()
    {
        var first = Run(2).Push(0, FeatureDrive.Quotes(Golden[..3]));
        var second = Run(2).Load(first.Save()).Push(0, FeatureDrive.Quotes(Golden[3]));
        Assert.Equal([-10.0], second.Column("ofi"));
    }

    private static OperatorDrive Run(int window)
    {
        var options = new OrderFlowImbalanceOptions { Window = window };
        return FeatureDrive.Of(options, () => new OrderFlowImbalance(options));
    }
}
