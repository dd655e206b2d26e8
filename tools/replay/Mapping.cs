using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Sources;

namespace StreamEngine.Replay;

/// <summary>
/// A YAML file that says how to read a file of rows: one key, the verb of a source, and under it its options without <c>path</c>, as a pipeline has them
/// (<c>csv_file: { columns: { … } }</c>).
/// </summary>
internal static class Mapping
{
    private static readonly Lazy<OperatorRegistry> Registry = new(() => new OperatorRegistry(typeof(CaptureFile).Assembly));

    /// <summary>Opens a file as the mapping says.</summary>
    /// <exception cref="IOException">The mapping cannot be read or is wrong; the message has each problem with its place.</exception>
    public static IBatchRecording Open(string file, string mapping)
    {
        var problems = new Problems();
        var top = YamlReader.Read(mapping, System.IO.File.ReadAllBytes(mapping), problems);
        var sources = Registry.Value.All.Where(o => o.Kind == OperatorKind.Source).ToDictionary(o => o.Name, StringComparer.Ordinal);
        if (top is not null && (top.Entries.Count != 1 || !sources.ContainsKey(top.Entries[0].Key.Value)))
        {
            throw new IOException($"mapping '{mapping}' must have one key, the verb of a source of files ({string.Join(", ", sources.Keys.Where(name => name.EndsWith("_file", StringComparison.Ordinal)))}), and under it the options of that source");
        }

        var verb = top is null ? null : sources[top.Entries[0].Key.Value];
        var create = verb is null ? null : Creator(verb, top!.Entries[0].Value, file, problems);
        return problems.Count == 0 ? new SourceRecording(file, $"{verb!.Name} by {mapping}", create!)
            : throw new IOException($"the mapping cannot be used: {string.Join("; ", problems.InOrder().Select(ProblemText.Line))}");
    }

    private static Func<Source> Creator(OperatorDescription verb, YamlNode value, string file, Problems problems)
    {
        var path = verb.OptionsType.GetProperty("Path") ?? verb.OptionsType.GetProperty("Files")
            ?? throw new IOException($"'{verb.Name}' reads no files: a mapping names csv_file, jsonl_file, arrow_file or capture_file");
        var name = new YamlScalar(OptionNames.ToSnakeCase(path.Name), ScalarStyle.Plain, value.Span);
        var files = new YamlList([new YamlScalar(file, ScalarStyle.SingleQuoted, value.Span)], value.Span);
        var written = value is YamlMap map ? map.Entries.Where(entry => entry.Name != name.Value) : [];
        var options = new YamlMap([.. written, new YamlEntry(name, files)], value.Span);
        var read = OptionsReader.Read(verb.OptionsType, options, "mapping", new OptionSpans(value.Span), problems);
        return () => (Source)verb.Create(read);
    }
}
