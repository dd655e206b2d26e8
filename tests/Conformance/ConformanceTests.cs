using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Conformance;

/// <summary>Walks the registry: every shipped operator is held to the same promises, without anyone adding it to a list.</summary>
public sealed class ConformanceTests
{
    /// <summary>Every shipped operator.</summary>
    public static IEnumerable<object[]> Shipped() =>
        PipelineRun.Registry.All.Where(o => !o.Name.StartsWith("test_", StringComparison.Ordinal)).Select(o => new object[] { o.Name, o.Kind.ToString() });

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Operator_KeepsEveryPromise(string name, string kind)
    {
        var verb = PipelineRun.Registry.All.Single(o => o.Name == name && o.Kind.ToString() == kind);
        new Suite(PipelineRun.Registry, verb, seed: 20_261_121).CheckAll();
    }
}
