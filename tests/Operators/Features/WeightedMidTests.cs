using StreamEngine.Features;

namespace StreamEngine.Tests.Operators.Features;

public sealed class WeightedMidTests
{
    [Fact]
    public void Quote_LeansToTheThinSide()
    {
        var options = new WeightedMidOptions();
        var run = FeatureDrive.Of(options, () => new WeightedMid(options))
            .Push(0, FeatureDrive.Quotes((100.00, 500, 100.10, 50), (64100, 2.5, 64110, 1.2), (10, 0, 12, 0), (10, 0, 12, 5), (0.1, 3, 0.1, 7), (null, 1, 12, 5)));
        var values = run.Column("weighted_mid");

        Assert.Equal(100.090909, (double)values[0]!, 6); // FORMULAE 1
        Assert.Equal(64106.7568, (double)values[1]!, 4); // FEA-01
        Assert.Equal([11.0, 10.0, 0.1, null], values.Skip(2)); // both sizes 0; all weight on the bid; held within bid and ask; null
    }
}
