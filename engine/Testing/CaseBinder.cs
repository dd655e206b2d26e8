using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Testing;

/// <summary>Looks up what a case names in its pipeline: nodes, ports, columns, values. Pure.</summary>
public static class CaseBinder
{
    /// <summary>The case with its rows typed; null when <paramref name="problems"/> got errors.</summary>
    public static BoundCase? Bind(CaseSpec spec, BoundPipeline pipeline, Problems problems)
    {
        var before = problems.Count;
        var ports = new PortLookup(pipeline, problems);
        var given = new List<GivenPort>();
        foreach (var entry in spec.Given)
        {
            if (ports.Find(entry.Key, isGiven: true) is { } port && new GivenReader(problems).Read(port, entry.Value) is { } rows)
            {
                given.Add(rows);
            }
        }

        var expectations = new List<Expectation>();
        foreach (var entry in spec.Expectations)
        {
            if (ports.Find(entry.Key, isGiven: false) is { } port && new ExpectReader(problems).Read(port, entry) is { } expectation)
            {
                expectations.Add(expectation);
            }
        }

        return problems.Count == before ? new BoundCase(spec, given, expectations) : null;
    }
}
