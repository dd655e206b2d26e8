using System.Text;
using StreamEngine.Cli.Testing;
using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Testing;

namespace StreamEngine.Cli.Scaffold;

/// <summary>
/// The text of a new test file for a pipeline: that nothing comes of nothing, and, where the rows of its sources can be made up, a case with rows in it and what comes of them now.
/// </summary>
internal static class NewTest
{
    private const string First = "nothing comes of nothing";
    private const string Second = "say here what these rows show";

    /// <summary>Values for the params of a pipeline that have no default, so that it binds; its sources are not opened.</summary>
    public static IReadOnlyDictionary<string, string> Params(string pipeline)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (YamlReader.Read(pipeline, File.ReadAllBytes(pipeline), new Problems()) is not { } top || !top.TryGet("params", out var entry) || entry.Value is not YamlMap declared)
        {
            return values;
        }

        foreach (var param in declared.Entries)
        {
            if (param.Value is YamlMap map && !map.TryGet("default", out _) && map.TryGet("type", out var type) && type.Value is YamlScalar text && ParamType.Parse(text.Value) is { } parsed)
            {
                values[param.Name] = parsed.Kind == "enum" ? parsed.Names[0] : SampleRows.Param(parsed.Kind);
            }
        }

        return values;
    }

    /// <summary>The text, whose cases pass.</summary>
    /// <param name="file">Where it will stand.</param>
    /// <param name="bound">The pipeline, bound with <paramref name="values"/>.</param>
    /// <param name="values">Values of params without a default.</param>
    public static async Task<string> Text(string file, BoundPipeline bound, IReadOnlyDictionary<string, string> values)
    {
        var rows = Given(bound);
        var bare = Head(file, values) + Nothing(bound);
        if (rows.Length == 0)
        {
            return bare;
        }

        return await Filled(file, $"{bare}  - name: {Second}\n    given:\n{rows}    expect: {{}}\n") ?? bare;
    }

    private static string Head(string file, IReadOnlyDictionary<string, string> values)
    {
        var text = new StringBuilder(NewFiles.Modeline(file)).Append("# What is expected here is what came when this file was written. Look at it once, then make it what you mean;\n# `streamengine test --bless` writes it again.\nversion: 1\n");
        if (values.Count > 0)
        {
            text.Append($"params: {{ {string.Join(", ", values.Select(value => $"{value.Key}: {value.Value}"))} }} # sources are not opened\n");
        }

        return text.Append("tests:\n").ToString();
    }

    private static string Nothing(BoundPipeline bound) =>
        $"  - name: {First}\n    expect: {{ {string.Join(", ", bound.Nodes.Where(node => node.IsSink).Select(node => node.Name + ": []"))} }}\n";

    /// <summary>Rows for the ports of sources that somebody reads.</summary>
    private static string Given(BoundPipeline bound)
    {
        var text = new StringBuilder();
        foreach (var port in bound.Nodes.SelectMany(node => node.Inputs).SelectMany(role => role.Ports).Where(port => port.Node.Inputs.Count == 0).DistinctBy(port => (port.Node.Name, port.Port)))
        {
            if (port.Node.Ports[port.Port] is { IsDead: false } shape && SampleRows.Of(shape.Schema) is { Count: > 0 } rows)
            {
                text.Append($"      {port}:\n{string.Concat(rows.Select(row => $"        - {row}\n"))}");
            }
        }

        return text.ToString();
    }

    /// <summary>The file with what came in place of <c>expect: {}</c>; null when the rows do not do for this pipeline.</summary>
    private static async Task<string?> Filled(string file, string written)
    {
        var problems = new Problems();
        if (CaseFile.Read(file, Encoding.UTF8.GetBytes(written), problems) is not { } read || problems.HasErrors)
        {
            return null;
        }

        var runner = new CaseRunner(CaseRuns.Settings);
        var result = await runner.Run(read, read.Cases[^1], problems);
        var filled = BlessedFile.Of(file, written, [result]).After;
        return !problems.HasErrors && CaseFile.Read(file, Encoding.UTF8.GetBytes(filled), problems) is { } again && (await runner.Run(again, again.Cases[^1], problems)).Status == CaseStatus.Passed ? filled : null;
    }
}
