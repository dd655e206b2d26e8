namespace StreamEngine.Graph;

/// <summary>
/// On an options record: a worked example as a user writes it, one node (or a few) over the standard streams <c>trades</c>, <c>deltas</c>, <c>quotes</c>, <c>frames</c> and
/// <c>book</c> of the reference prelude. It validates, runs in the conformance suite and stands in the reference. The node under test is called <c>x</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ExampleAttribute(string yaml) : Attribute
{
    /// <summary>Nodes in YAML, block style, one under the other.</summary>
    public string Yaml => yaml;
}
