using StreamEngine.Features;

namespace StreamEngine.Tests.Operators.Features;

public sealed class MidTests
{
    [Fact]
    public void Quote_GivesTheMiddle()
    {
        var options = new MidOptions { As = new("m") };
        var run = FeatureDrive.Of(options, () => new Mid(options)).Push(0, FeatureDrive.Quotes((100.00, 500, 100.10, 50), (100, 1, null, null)));

        Assert.Equal([100.05, null], run.Column("m"));
    }
}
