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
        var cells = new ParamCells(pipeline.Params, found);
        var given = new List<GivenPort>();
        foreach (var entry in spec.Given)
        {
            if (ports.Find(entry.Key, isGiven: true) is { } port && new GivenReader(cells, found).Read(port, entry.Value) is { } rows)
            {
                given.Add(rows);
            }
        }

        var expectations = new List<Expectation>();
        foreach (var entry in spec.Expectations)
        {
            if (ports.Find(entry.Key, isGiven: false) is { } port && new ExpectReader(cells, found).Read(port, entry) is { } expectation)
            {
                expectations.Add(expectation);
            }
        }

        if (spec.Expect is { } nothing && spec.Expectations.Count == 0)
        {
            // expects nothing yet: --bless writes what every sink gets
            expectations.AddRange(pipeline.Nodes.Where(n => n.IsSink).Select(n => new Expectation(new CasePort(n.Name, -1, n.Name, n.Inputs[0].Schema!), nothing)));
        }

        if (given.Find(g => g.Restarts.Count > 0) is { } restarted && pipeline.Nodes.FirstOrDefault(n => n.AnswersOf is not null) is { } answers)
        {
            found.Add(CaseCodes.Shape, spec.Given.First(e => e.Name == restarted.Port.Name).Key.Span, null, $"a case of a pipeline with a loop has no restart: answers on their way through '{answers.Name}' are not saved", "remove restart");
        }

        foreach (var problem in found)
        {
            problems.Add(problem);
        }

        return found.HasErrors ? null : new BoundCase(spec, given, expectations);
    }
}
