using StreamEngine.Data;
using StreamEngine.Features;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Features;

public sealed class ImbalanceTests
{
    [Fact]
    public void Levels_GiveTheGoldenValues()
    {
        var run = new OperatorDrive(new Imbalance(new() { Levels = 3 }), [Schemas.Book(3)]).Push(0,
            DepthTests.Row([5, 3, 2], [1, 2, 6]), DepthTests.Row([0, 0, 0], [0, 0, 0]), DepthTests.Row([1, 0, 0], [0, 0, 0]), DepthTests.Row(null, null));
        Assert.Equal([1.0 / 19, 0.0, 1.0, null], run.Column("imbalance_3")); // FORMULAE 3: 0.0526316
    }
}
