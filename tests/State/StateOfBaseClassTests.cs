using StreamEngine.State;

namespace StreamEngine.Tests.State;

/// <summary>The state of a class is all its fields, private ones of its base classes too.</summary>
public sealed class StateOfBaseClassTests
{
    [Fact]
    public void PrivateFieldOfABaseClass_ComesBack()
    {
        using var stream = new MemoryStream();
        var kept = new Derived { Own = 7 };
        kept.Add(5);
        new StateWriter(stream).Write("kept", kept);
        stream.Position = 0;

        var read = new StateReader(stream).Read<Derived>("kept");

        Assert.Equal((7, 5), (read.Own, read.Sum));
    }

    private abstract class Summing
    {
        private int _sum;

        public int Sum => _sum;

        public void Add(int value) => _sum += value;
    }

    private sealed class Derived : Summing
    {
        public int Own;
    }
}
