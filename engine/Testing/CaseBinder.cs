using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Testing;

/// <summary>Looks up what a case names in its pipeline: nodes, ports, columns, values. Pure.</summary>
public static class CaseBinder
{
    /// <summary>The case with its rows typed; null when <paramref name="problems"/> got errors.</summary>
    public static BoundCase? Bind(CaseSpec spec, BoundPipeline pipeline, Problems problems)
    {
        var found = new Problems();
        var ports = new PortLookup(pipeline, found);
        var given = new List<GivenPort>();
        foreach (var entry in spec.Given)
        {
            if (ports.Find(entry.Key, isGiven: true) is { } port && new GivenReader(found).Read(port, entry.Value) is { } rows)
            {
                given.Add(rows);
            }
        }

        var expectations = new List<Expectation>();
        foreach (var entry in spec.Expectations)
        {
            if (ports.Find(entry.Key, isGiven: false) is { } port && new ExpectReader(found).Read(port, entry) is { } expectation)
            {
                expectations.Add(expectation);
            }
        }

        if (spec.Expect is { } nothing && spec.Expectations.Count == 0)
        {
            // expects nothing yet: --bless writes what every sink gets
            expectations.AddRange(pipeline.Nodes.Where(n => n.IsSink).Select(n => new Expectation(new CasePort(n.Name, -1, n.Name, n.Inputs[0].Schema!), nothing)));
        }

        foreach (var problem in found)
        {
            problems.Add(problem);
        }

        return found.HasErrors ? null : new BoundCase(spec, given, expectations);
    }
}
