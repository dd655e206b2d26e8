using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>
/// Lays a profile over a file: other params, other sources and sinks under the same names, another clock; never another graph (DESIGN § 3 rule 6). Every profile of the file is
/// checked, the chosen one is applied.
/// </summary>
internal sealed class ProfileOverlay(OperatorRegistry registry, Problems problems)
{
    private static readonly string[] Keys = ["clock", "params", "nodes", "doc"];

    /// <summary>What the chosen profile changed.</summary>
    public List<ProfileChange> Changes { get; } = [];

    /// <summary>The clock it sets.</summary>
    public RunClock Clock { get; private set; }

    /// <summary>Values it gives to params.</summary>
    public Dictionary<string, YamlNode> Params { get; } = new(StringComparer.Ordinal);

    /// <summary>The file as it is under a profile; the file itself without one.</summary>
    public TopSpec Apply(TopSpec top, string? chosen)
    {
        var profiles = top.Profiles?.Entries ?? [];
        if (chosen is not null && profiles.All(p => p.Name != chosen))
        {
            problems.Add(GraphCodes.UnknownProfile, (top.Profiles ?? top.Top).Span, null, $"--profile {chosen}: the file has no profile '{chosen}'",
                Nearest.Question(chosen, profiles.Select(p => p.Name)) ?? (profiles.Count == 0 ? "the file has no profiles" : $"the profiles are {string.Join(", ", profiles.Select(p => p.Name))}"));
        }

        var result = top;
        foreach (var profile in profiles.Where(p => !p.Value.IsBroken))
        {
            var overlaid = Read(top, profile, isChosen: profile.Name == chosen);
            result = profile.Name == chosen ? overlaid : result;
        }

        return result;
    }

    private TopSpec Read(TopSpec top, YamlEntry profile, bool isChosen)
    {
        if (!PipelineNames.IsNode(profile.Name))
        {
            problems.Add(GraphCodes.BadName, profile.Key.Span, null, $"{ProblemText.Quote(profile.Name)} cannot name a profile; a name has lower-case letters, digits and '_' and starts with a letter");
        }

        if (profile.Value is not YamlMap map)
        {
            problems.Add(GraphCodes.WrongShape, profile.Value.Span, null, $"profile '{profile.Name}' is a map, this is {(profile.Value.IsNull ? "nothing" : profile.Value.Shown)}", "write { clock: replay, params: { … }, nodes: { … } }");
            return top;
        }

        foreach (var odd in map.Entries.Where(e => !Keys.Contains(e.Name)))
        {
            problems.Add(GraphCodes.ProfileKey, odd.Key.Span, null, $"profile '{profile.Name}': unknown key '{odd.Name}'; a profile has {string.Join(", ", Keys)}", Nearest.Question(odd.Name, Keys));
        }

        var clock = ReadClock(map, profile);
        if (isChosen)
        {
            Clock = clock;
            if (clock != default)
            {
                Changes.Add(new ProfileChange("clock", "live", Text(clock)));
            }
        }

        ReadParams(top, map, profile, isChosen);
        return top with { Nodes = ReadNodes(top, map, profile, isChosen) };
    }

    private RunClock ReadClock(YamlMap map, YamlEntry profile)
    {
        if (!map.TryGet("clock", out var entry))
        {
            return profile.Name == "replay" ? RunClock.Replay : RunClock.Live;
        }

        if (entry.Value is YamlScalar { Value: "live" or "replay" } scalar)
        {
            return scalar.Value == "live" ? RunClock.Live : RunClock.Replay;
        }

        if (!entry.Value.IsBroken)
        {
            problems.Add(GraphCodes.ProfileKey, entry.Value.Span, null, $"profile '{profile.Name}': clock is {(entry.Value.IsNull ? "nothing" : entry.Value.Shown)}; it must be live or replay", entry.Value is YamlScalar s ? Nearest.Question(s.Value, ["live", "replay"]) : null);
        }

        return default;
    }

    private void ReadParams(TopSpec top, YamlMap map, YamlEntry profile, bool isChosen)
    {
        foreach (var entry in Inner(map, "params", profile))
        {
            if (top.Params is not { } declared || !declared.TryGet(entry.Name, out var param))
            {
                var names = top.Params?.Entries.Select(e => e.Name).ToList() ?? [];
                problems.Add(GraphCodes.UnknownParam, entry.Key.Span, null, $"profile '{profile.Name}': there is no param '{entry.Name}'", Nearest.Question(entry.Name, names) ?? "declare it under params");
            }
            else if (isChosen)
            {
                Params[entry.Name] = entry.Value;
                var before = param.Value is YamlMap written && written.TryGet("default", out var value) ? value.Value : null;
                Changes.Add(new ProfileChange($"params.{entry.Name}", before is null ? null : TextOf(before), TextOf(entry.Value)));
            }
        }
    }

    private IReadOnlyList<YamlEntry> ReadNodes(TopSpec top, YamlMap map, YamlEntry profile, bool isChosen)
    {
        var nodes = top.Nodes.ToList();
        foreach (var entry in Inner(map, "nodes", profile))
        {
            var at = nodes.FindIndex(n => n.Name == entry.Name);
            if (at < 0)
            {
                problems.Add(GraphCodes.ProfileNode, entry.Key.Span, null, $"profile '{profile.Name}': there is no node '{entry.Name}', and a profile cannot add one", Nearest.Question(entry.Name, nodes.Select(n => n.Name)) ?? "add it under nodes");
            }
            else if (Overlaid(nodes[at], entry, profile) is { } overlaid)
            {
                if (isChosen)
                {
                    Changes.Add(new ProfileChange($"nodes.{entry.Name}", VerbText(nodes[at]), VerbText(entry)));
                    nodes[at] = overlaid;
                }
            }
        }

        return nodes;
    }

    /// <summary>The node with the profile's verb in place of its own; null, and a report, where that is no source for a source or sink for a sink.</summary>
    private YamlEntry? Overlaid(YamlEntry node, YamlEntry overlay, YamlEntry profile)
    {
        if (node.Value is not YamlMap written || overlay.Value is not YamlMap given)
        {
            if (!overlay.Value.IsBroken && overlay.Value is not YamlMap)
            {
                problems.Add(GraphCodes.WrongShape, overlay.Value.Span, overlay.Name, $"profile '{profile.Name}': a node is a map, this is {(overlay.Value.IsNull ? "nothing" : overlay.Value.Shown)}", "write { verb: … }");
            }

            return null;
        }

        foreach (var odd in given.Entries.Where(e => Attributes.Built.Contains(e.Name) && e.Name is not ("port" or "batch" or "buffer")))
        {
            problems.Add(GraphCodes.ProfileNode, odd.Key.Span, overlay.Name, $"profile '{profile.Name}': '{overlay.Name}' cannot change '{odd.Name}'; a profile changes the verb of sources and sinks, port, batch and buffer", "the graph is the same under every profile: write it under nodes");
            return null;
        }

        var hasInputs = written.TryGet("from", out _);
        var verb = given.Entries.FirstOrDefault(e => !Attributes.Built.Contains(e.Name));
        var before = written.Entries.Select(e => registry.Find(e.Name, hasInputs)).FirstOrDefault(o => o is not null);
        if (verb is not null && registry.All.All(o => o.Name != verb.Name))
        {
            problems.Add(GraphCodes.UnknownVerb, verb.Key.Span, overlay.Name, $"profile '{profile.Name}': no operator is called '{verb.Name}'", Nearest.Question(verb.Name, registry.All.Select(o => o.Name).Distinct()) ?? "`streamengine ops` lists them");
            return null;
        }

        var after = verb is null ? before : registry.Find(verb.Name, hasInputs);
        if (before?.Kind is not (OperatorKind.Source or OperatorKind.Sink) || (after is not null && after.Kind != before.Kind))
        {
            var kind = before?.Kind is { } k ? $"a {k.ToString().ToLowerInvariant()}" : "neither source nor sink";
            problems.Add(GraphCodes.ProfileNode, (verb ?? overlay).Key.Span, overlay.Name, before?.Kind is OperatorKind.Source or OperatorKind.Sink
                ? $"profile '{profile.Name}': '{overlay.Name}' is {kind} and cannot become a {after!.Kind.ToString().ToLowerInvariant()}"
                : $"profile '{profile.Name}': '{overlay.Name}' is {kind}; a profile changes sources and sinks only", "the graph is the same under every profile");
            return null;
        }

        var kept = written.Entries.Where(e => given.Entries.All(g => g.Name != e.Name) && (verb is null || (e.Name != "port" && registry.Find(e.Name, hasInputs) is null)));
        return new YamlEntry(node.Key, new YamlMap([.. kept, .. given.Entries], node.Value.Span));
    }

    private IReadOnlyList<YamlEntry> Inner(YamlMap map, string key, YamlEntry profile)
    {
        if (!map.TryGet(key, out var entry) || entry.Value.IsBroken)
        {
            return [];
        }

        if (entry.Value is YamlMap inner)
        {
            return [.. inner.Entries.Where(e => !e.Value.IsBroken)];
        }

        problems.Add(GraphCodes.WrongShape, entry.Value.Span, null, $"profile '{profile.Name}': '{key}' is a map, this is {(entry.Value.IsNull ? "nothing" : entry.Value.Shown)}");
        return [];
    }

    private string VerbText(YamlEntry node) => node.Value is YamlMap map
        ? string.Join(", ", map.Entries.Where(e => !Attributes.Built.Contains(e.Name) || e.Name is "port" or "batch" or "buffer").Select(e => $"{e.Name}: {TextOf(e.Value)}"))
        : node.Value.Shown;

    /// <summary>A value as the file has it, on one line.</summary>
    private string TextOf(YamlNode node)
    {
        var source = new SourceText(node.Span.File, problems.TextOf(node.Span.File));
        if (node.Span.EndLine > source.LineCount)
        {
            return node.Shown;
        }

        var start = source.StartOf(node.Span.Line) + node.Span.Column - 1;
        var end = source.StartOf(node.Span.EndLine) + node.Span.EndColumn - 1;
        return string.Join(' ', source.Text[start..Math.Max(start, end)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Text(RunClock clock) => clock == RunClock.Live ? "live" : "replay";
}
