using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>Reads the top of a pipeline file: which keys there are and whether each has its shape.</summary>
internal sealed class TopReader(Problems problems)
{
    public TopSpec Read(YamlMap top)
    {
        var isTemplate = top.TryGet("template", out var template) && !top.TryGet("pipeline", out _);
        var named = isTemplate ? "template" : "pipeline";
        var allowed = isTemplate ? Attributes.TopOfTemplate : Attributes.TopBuilt;
        foreach (var entry in top.Entries)
        {
            CheckKey(entry, isTemplate ? "template" : "pipeline", allowed);
        }

        // a misspelled key is not missing as well
        var misspelled = top.Entries.Where(entry => !allowed.Contains(entry.Name)).Select(entry => Nearest.Of(entry.Name, allowed)).ToHashSet();
        foreach (var name in new[] { "version", named, "nodes" }.Where(name => !top.TryGet(name, out _) && !misspelled.Contains(name)))
        {
            problems.Add(GraphCodes.MissingKey, top.Span, null, $"the file has no '{name}'", name == "version" ? AddVersion(top) : $"add {name}: …");
        }

        if (top.TryGet("version", out var version) && version.Value is not YamlScalar { Value: "1" } && !version.Value.IsBroken)
        {
            problems.Add(GraphCodes.BadVersion, version.Value.Span, null, $"version is {version.Value.Shown}; this engine reads version 1", "write version: 1");
        }

        return new TopSpec(isTemplate ? TemplateName(template!) : Name(top), top, Map(top, "nodes")?.Entries ?? [])
        {
            IsTemplate = isTemplate,
            Use = Map(top, "use"),
            Params = Map(top, "params"),
            Secrets = Secrets(top),
            Profiles = Map(top, "profiles"),
            Time = Map(top, "time"),
            Defaults = Defaults(top),
            DeadLetters = top.TryGet("dead_letters", out var dead) ? dead : null,
            Inputs = Map(top, "inputs"),
            Outputs = top.TryGet("outputs", out var outputs) && !outputs.Value.IsBroken ? outputs : null,
        };
    }

    // in front of the first key, when that begins a line
    private Suggestion AddVersion(YamlMap top)
    {
        const string Text = "add version: 1";
        if (top.Entries is not [{ Key.Span: { Column: 1 } first }, ..])
        {
            return Text;
        }

        var lineBreak = problems.TextOf(first.File).Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        return Suggestion.Change(Text, new TextEdit(first with { EndLine = first.Line, EndColumn = 1 }, "version: 1" + lineBreak));
    }

    private void CheckKey(YamlEntry entry, string kind, IReadOnlyList<string> allowed)
    {
        if (allowed.Contains(entry.Name) || entry.Name.StartsWith("x-", StringComparison.Ordinal))
        {
            return;
        }

        if (Attributes.TopLater.Contains(entry.Name))
        {
            problems.Add(GraphCodes.NotBuilt, entry.Key.Span, null, $"'{entry.Name}' is part of the language but is not built yet");
        }
        else if (Attributes.TopOfTemplate.Contains(entry.Name) || Attributes.TopBuilt.Contains(entry.Name))
        {
            problems.Add(GraphCodes.UnknownKey, entry.Key.Span, null, $"a {kind} file has no '{entry.Name}'; it has {string.Join(", ", allowed)} and x-…", kind == "template" ? "write it in the pipeline that uses the template" : "inputs and outputs belong to templates");
        }
        else
        {
            problems.Add(GraphCodes.UnknownKey, entry.Key.Span, null, $"unknown key '{entry.Name}'; a {kind} file has {string.Join(", ", allowed)} and x-…", Nearest.Question(entry.Name, allowed));
        }
    }

    private string TemplateName(YamlEntry entry)
    {
        if (entry.Value is YamlScalar scalar && PipelineNames.IsNode(scalar.Value))
        {
            return scalar.Value;
        }

        if (!entry.Value.IsBroken)
        {
            problems.Add(GraphCodes.BadName, entry.Value.Span, null, $"{entry.Value.Shown} cannot name a template; a name has lower-case letters, digits and '_' and starts with a letter");
        }

        return "";
    }

    private string Name(YamlMap top)
    {
        if (!top.TryGet("pipeline", out var entry) || entry.Value.IsBroken)
        {
            return "";
        }

        if (entry.Value is YamlScalar scalar && PipelineNames.IsPipeline(scalar.Value))
        {
            return scalar.Value;
        }

        problems.Add(GraphCodes.BadName, entry.Value.Span, null, $"{entry.Value.Shown} cannot name a pipeline; a name has lower-case letters, digits and '-' and starts with a letter");
        return "";
    }

    private YamlMap? Map(YamlMap top, string name)
    {
        if (!top.TryGet(name, out var entry) || entry.Value.IsBroken)
        {
            return null;
        }

        if (entry.Value is YamlMap map)
        {
            return map;
        }

        problems.Add(GraphCodes.WrongShape, entry.Value.Span, null, $"'{name}' is a map, this is {(entry.Value.IsNull ? "nothing" : entry.Value.Shown)}");
        return null;
    }

    private YamlMap? Defaults(YamlMap top)
    {
        var defaults = Map(top, "defaults");
        foreach (var entry in defaults?.Entries.Where(e => !Attributes.Defaults.Contains(e.Name)) ?? [])
        {
            problems.Add(GraphCodes.UnknownAttribute, entry.Key.Span, null, $"defaults cannot set '{entry.Name}'; it can set {string.Join(", ", Attributes.Defaults)}", Nearest.Question(entry.Name, Attributes.Defaults));
        }

        return defaults;
    }

    private HashSet<string> Secrets(YamlMap top)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (!top.TryGet("secrets", out var entry) || entry.Value.IsBroken)
        {
            return names;
        }

        IReadOnlyList<YamlNode> items = entry.Value is YamlList list ? list.Items : [entry.Value];
        foreach (var item in items)
        {
            if (item is YamlScalar { IsNull: false } scalar)
            {
                names.Add(scalar.Value);
            }
            else
            {
                problems.Add(GraphCodes.WrongShape, item.Span, null, "'secrets' is a list of the names env: and secret: may use", "write secrets: [NAME]");
            }
        }

        return names;
    }
}
