namespace StreamEngine.Testing;

/// <summary>A case whose names and values were looked up in a pipeline.</summary>
/// <param name="Spec">The case as written.</param>
/// <param name="Given">Rows given, by port.</param>
/// <param name="Expectations">What is expected, by port.</param>
public sealed record BoundCase(CaseSpec Spec, IReadOnlyList<GivenPort> Given, IReadOnlyList<Expectation> Expectations);
