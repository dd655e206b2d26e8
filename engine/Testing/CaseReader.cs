using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Testing;

/// <summary>Reads cases from YAML: their keys and shapes. What rows say is looked up against a pipeline later.</summary>
internal sealed class CaseReader(Problems problems)
{
    private const string Example = "write - name: what it shows, given: { node: [rows] }, expect: { node: [rows] }";

    private static readonly string[] Keys = ["name", "params", "profile", "given", "expect", "expect_error", "until"];
    private static readonly string[] TopKeys = ["version", "pipeline", "params", "profile", "tests"];
    private static readonly string[] ErrorKeys = ["code", "at", "contains"];

    /// <summary>The top of a test file.</summary>
    public CaseDefaults Top(YamlMap top)
    {
        foreach (var entry in top.Entries.Where(e => !TopKeys.Contains(e.Name) && !e.Name.StartsWith("x-", StringComparison.Ordinal)))
        {
            problems.Add(GraphCodes.UnknownKey, entry.Key.Span, null, $"unknown key '{entry.Name}'; a test file has {string.Join(", ", TopKeys)} and x-…", Nearest.Question(entry.Name, TopKeys));
        }

        foreach (var name in new[] { "version", "tests" }.Where(name => !top.TryGet(name, out _)))
        {
            problems.Add(GraphCodes.MissingKey, top.Span, null, $"the file has no '{name}'", $"add {name}: {(name == "version" ? "1" : "…")}");
        }

        if (top.TryGet("version", out var version) && version.Value is not YamlScalar { Value: "1" } && !version.Value.IsBroken)
        {
            problems.Add(GraphCodes.BadVersion, version.Value.Span, null, $"version is {version.Value.Shown}; this engine reads version 1", "write version: 1");
        }

        return new CaseDefaults(Text(top, "pipeline"), top.TryGet("params", out var values) ? values.Value : null, Text(top, "profile"));
    }

    /// <summary>The cases under <c>tests</c>.</summary>
    public IReadOnlyList<CaseSpec> Cases(YamlMap top, CaseDefaults defaults)
    {
        if (!top.TryGet("tests", out var tests) || tests.Value.IsBroken)
        {
            return [];
        }

        if (tests.Value is not YamlList list)
        {
            Report(tests.Value, $"'tests' is a list of cases, this is {Shown(tests.Value)}", Example);
            return [];
        }

        var cases = list.Items.Where(i => !i.IsBroken).Select(i => Case(i, defaults)).OfType<CaseSpec>().ToList();
        foreach (var twice in cases.GroupBy(c => c.Name, StringComparer.Ordinal).SelectMany(same => same.Skip(1)))
        {
            problems.Add(CaseCodes.Shape, twice.Span, null, $"a second case is called {ProblemText.Quote(twice.Name)}", "give it a name of its own");
        }

        return cases;
    }

    private CaseSpec? Case(YamlNode node, CaseDefaults defaults)
    {
        if (node is not YamlMap map)
        {
            Report(node, $"a case is a map, this is {Shown(node)}", Example);
            return null;
        }

        foreach (var entry in map.Entries.Where(e => !Keys.Contains(e.Name)))
        {
            Report(entry.Key, $"unknown key '{entry.Name}'; a case has {string.Join(", ", Keys)}", Nearest.Question(entry.Name, Keys));
        }

        if (Text(map, "name") is not { } name)
        {
            if (!map.TryGet("name", out _))
            {
                Report(map, "the case has no name", "add name: what it shows");
            }

            return null;
        }

        var given = Map(map, "given");
        var expect = map.TryGet("expect", out var written) && !written.Value.IsBroken ? written : null;
        if (expect is { Value: not YamlMap } && !expect.Value.IsNull)
        {
            Report(expect.Value, $"'expect' is a map from node to rows, this is {expect.Value.Shown}", "write expect: { node: [ { column: value } ] }");
        }

        var error = Error(map);
        if ((expect is null) == (error is null) && !(map.TryGet("expect_error", out _) && error is null))
        {
            Report(name, expect is null ? $"case {name.Shown} expects nothing" : $"case {name.Shown} expects rows and an error", expect is null ? "add expect or expect_error; 'expect: {}' is filled by streamengine test --bless" : "make two cases of it");
        }

        var values = map.TryGet("params", out var own) ? own.Value : defaults.Params;
        return new CaseSpec(name.Value, name.Span)
        {
            Whole = map.Span,
            Params = Params(values),
            ParamPlaces = values is YamlMap named ? named.Entries.ToDictionary(e => e.Name, e => e.Value.Span, StringComparer.Ordinal) : [],
            Profile = Text(map, "profile") ?? defaults.Profile,
            Given = given?.Entries ?? [],
            Expect = expect,
            Error = error,
            UntilNs = Until(map),
        };
    }

    private Dictionary<string, string> Params(YamlNode? node)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (node is null || node.IsBroken || node.IsNull)
        {
            return values;
        }

        if (node is not YamlMap map)
        {
            Report(node, $"'params' is a map from name to value, this is {node.Shown}");
            return values;
        }

        foreach (var entry in map.Entries)
        {
            if (entry.Value is YamlScalar scalar)
            {
                values[entry.Name] = scalar.Value;
            }
            else if (entry.Value is YamlList list && list.Items.All(i => i is YamlScalar))
            {
                values[entry.Name] = string.Join(',', list.Items.Select(i => ((YamlScalar)i).Value));
            }
            else
            {
                Report(entry.Value, $"param '{entry.Name}' is {entry.Value.Shown}; it must be a value or a list of values");
            }
        }

        return values;
    }

    private ExpectedError? Error(YamlMap map)
    {
        if (!map.TryGet("expect_error", out var entry) || entry.Value.IsBroken)
        {
            return null;
        }

        var code = entry.Value as YamlScalar;
        var more = entry.Value as YamlMap;
        foreach (var key in more?.Entries.Where(e => !ErrorKeys.Contains(e.Name)) ?? [])
        {
            Report(key.Key, $"unknown key '{key.Name}'; expect_error has {string.Join(", ", ErrorKeys)}", Nearest.Question(key.Name, ErrorKeys));
        }

        code ??= more is null ? null : Text(more, "code");
        if (code is null || code.IsNull || ErrorCodes.Find(code.Value) is null)
        {
            Report(code ?? entry.Value, code is null || code.IsNull ? "'expect_error' has no code" : $"{code.Shown} is no error code", "write expect_error: SE3004; streamengine explain tells what a code means");
            return null;
        }

        return new ExpectedError(code.Value, code.Span, more is null ? null : Text(more, "at")?.Value, more is null ? null : Text(more, "contains")?.Value);
    }

    private long? Until(YamlMap map)
    {
        if (Text(map, "until") is not { } until)
        {
            return null;
        }

        if (CaseTime.TryRead(until.Value, out var ns))
        {
            return ns;
        }

        Report(until, $"'until' is {until.Shown}; it must be a duration from 0 such as 5s, or a time such as 2024-01-01T00:00:05Z");
        return null;
    }

    private YamlMap? Map(YamlMap map, string name)
    {
        if (!map.TryGet(name, out var entry) || entry.Value.IsBroken || entry.Value.IsNull)
        {
            return null;
        }

        if (entry.Value is YamlMap found)
        {
            return found;
        }

        Report(entry.Value, $"'{name}' is a map from node to rows, this is {entry.Value.Shown}");
        return null;
    }

    private YamlScalar? Text(YamlMap map, string name)
    {
        if (!map.TryGet(name, out var entry) || entry.Value.IsBroken)
        {
            return null;
        }

        if (entry.Value is YamlScalar { IsNull: false } text)
        {
            return text;
        }

        Report(entry.Value.IsNull ? entry.Key : entry.Value, $"'{name}' is a text, this is {Shown(entry.Value)}");
        return null;
    }

    private void Report(YamlNode at, string message, Suggestion? help = null) => problems.Add(CaseCodes.Shape, at.Span, null, message, help);

    private static string Shown(YamlNode node) => node.IsNull ? "nothing" : node.Shown;
}
