using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Bench.Study.Mutations;

/// <summary>Keys, values, colons and brackets that are needed and were left out.</summary>
internal sealed class MissingParts : Mutation
{
    /// <inheritdoc/>
    public override IEnumerable<Mutant> Of(StudyFile file, Random random)
    {
        var all = Top(file).Concat(Params(file)).Concat(Nodes(file).SelectMany(n => Node(file, n.Node, n.Body))).Concat(Values(file, file.Top, "")).Concat(Signs(file));
        return all.Where(_ => random.Next(3) > 0);
    }

    private static IEnumerable<Mutant> Top(StudyFile file)
    {
        foreach (var entry in file.Top.Entries.Where(e => e.Name is "version" or "pipeline" or "nodes"))
        {
            var edit = EntryEdits.Remove(file, file.Top, entry)!;
            var first = file.Top.Entries.First(e => e != entry);
            yield return new Mutant(MutantKind.Missing, file, edit, $"no '{entry.Name}'")
            {
                Codes = [GraphCodes.MissingKey.Code],
                Places = [At(file, edit, first.Key, PlaceMatch.Start), new ExpectedPlace(0, 0, PlaceMatch.Start)],
                MustName = [[entry.Name]],
                HasOneFix = entry.Name == "version",
            };
        }
    }

    private static IEnumerable<Mutant> Params(StudyFile file)
    {
        foreach (var param in file.Top.TryGet("params", out var entry) && entry.Value is YamlMap map ? map.Entries : [])
        {
            var body = (YamlMap)param.Value;
            if (body.TryGet("type", out var type) && EntryEdits.Remove(file, body, type) is { } edit)
            {
                yield return new Mutant(MutantKind.Missing, file, edit, $"param '{param.Name}' has no type")
                {
                    Codes = [GraphCodes.BadParam.Code],
                    Places = [At(file, edit, param.Key), At(file, edit, body, PlaceMatch.Start)],
                    MustName = [["type"], [param.Name]],
                };
            }

            if (file.Host is null && body.TryGet("default", out var fallback) && EntryEdits.Remove(file, body, fallback) is { } bare)
            {
                yield return new Mutant(MutantKind.Missing, file, bare, $"param '{param.Name}' has no default")
                {
                    Codes = [GraphCodes.ParamNotSet.Code],
                    Places = [At(file, bare, param.Key), At(file, bare, body, PlaceMatch.Start)],
                    MustName = [["default"], [param.Name]],
                };
            }
        }
    }

    private static IEnumerable<Mutant> Node(StudyFile file, YamlEntry node, YamlMap body)
    {
        if (file.Node(node.Name) is not { } bound)
        {
            yield break;
        }

        var verb = body.Entries.FirstOrDefault(e => !Attributes.Built.Contains(e.Name));
        if (body.TryGet("from", out var from) && EntryEdits.Remove(file, body, from) is { } edit && !bound.IsSource && (verb is null || Validation.Registry.Find(verb.Name, hasInputs: false)?.Kind != OperatorKind.Source))
        {
            yield return new Mutant(MutantKind.Missing, file, edit, "no 'from'")
            {
                Codes = [GraphCodes.NoInput.Code, GraphCodes.MissingRole.Code],
                Places = [At(file, edit, node.Key), .. verb is null ? [] : new[] { At(file, edit, verb.Key) }],
                MustName = [["from"]],
                Node = node.Name,
            };
        }

        foreach (var role in from?.Value is YamlMap roles ? roles.Entries : [])
        {
            var removed = EntryEdits.Remove(file, (YamlMap)from!.Value, role)!;
            yield return new Mutant(MutantKind.Missing, file, removed, $"no input '{role.Name}'")
            {
                Codes = [GraphCodes.MissingRole.Code],
                Places = [At(file, removed, from.Key), At(file, removed, from.Value, PlaceMatch.Start), At(file, removed, node.Key), .. verb is null ? [] : new[] { At(file, removed, verb.Key) }],
                MustName = [[role.Name]],
                Node = node.Name,
            };
        }

        if (body.TryGet("drop", out var drop) && !file.Top.TryGet("dead_letters", out _) && EntryEdits.Remove(file, body, drop) is { } undropped)
        {
            yield return new Mutant(MutantKind.Missing, file, undropped, "no 'drop'")
            {
                Codes = [GraphCodes.Unread.Code],
                Places = [At(file, undropped, node.Key), .. verb is null ? [] : new[] { At(file, undropped, verb.Key) }],
                MustName = [["late", "rejected"], ["drop"]],
                Node = node.Name,
            };
        }

        foreach (var mutant in verb is null ? [] : Options(file, node, verb, bound))
        {
            yield return mutant;
        }
    }

    private static IEnumerable<Mutant> Options(StudyFile file, YamlEntry node, YamlEntry verb, BoundNode bound)
    {
        if (verb.Value is not YamlMap options || bound.Verb is null)
        {
            yield break;
        }

        foreach (var required in OptionsDescription.Of(bound.Verb.OptionsType).Where(o => o.Required))
        {
            if (options.TryGet(required.Name, out var entry) && EntryEdits.Remove(file, options, entry) is { } edit)
            {
                yield return new Mutant(MutantKind.Missing, file, edit, $"no option '{required.Name}'")
                {
                    Codes = [SchemaErrors.MissingOption.Code],
                    Places = [At(file, edit, verb.Key), At(file, edit, options, PlaceMatch.Start), At(file, edit, node.Key)],
                    MustName = [[required.Name]],
                    Node = node.Name,
                };
            }
        }
    }

    // 'key:' and nothing behind it
    private static IEnumerable<Mutant> Values(StudyFile file, YamlMap map, string node)
    {
        foreach (var entry in map.Entries)
        {
            var inside = map == file.Nodes ? entry.Name : node;
            if (entry.Value is YamlScalar { IsNull: false } value && value.Span.Line == value.Span.EndLine)
            {
                var edit = new FileEdit(file.Start(value), file.End(value), "");
                yield return new Mutant(MutantKind.Missing, file, edit, $"'{entry.Name}' has no value")
                {
                    Codes = ["SE1", "SE2", "SE3"],
                    Places = [At(file, edit, entry.Key), new ExpectedPlace(edit.Moved(file.Start(entry.Key)), edit.Start, PlaceMatch.Inside)],
                    MustName = [[entry.Name]],
                    Node = inside,
                };
            }

            foreach (var inner in entry.Value is YamlMap below ? Values(file, below, inside) : [])
            {
                yield return inner;
            }
        }
    }

    private static IEnumerable<Mutant> Signs(StudyFile file)
    {
        for (var line = 1; line <= file.Source.LineCount; line++)
        {
            var text = file.Source.Line(line).ToString();
            var (start, end) = (file.Source.StartOf(line), file.Source.StartOf(line) + text.Length);
            var bracket = text.TrimStart().StartsWith('#') || text.Contains(" #", StringComparison.Ordinal) ? -1 : text.Length - 1;
            if (bracket > 0 && text[bracket] is '}' or ']' && Opening(text, bracket) is >= 0 and var open)
            {
                yield return Sign(file, new FileEdit(start + bracket, start + bracket + 1, ""), $"no '{text[bracket]}'", new ExpectedPlace(start + open, start + open + 1), start, end - 1);
            }

            var colon = text.IndexOf(": ", StringComparison.Ordinal);
            if (bracket > 0 && colon > 0 && !text[..colon].Contains('\'', StringComparison.Ordinal))
            {
                yield return Sign(file, new FileEdit(start + colon, start + colon + 1, ""), "no ':'", new ExpectedPlace(start, end - 1, PlaceMatch.Inside), start, end - 1);
            }
        }
    }

    private static Mutant Sign(StudyFile file, FileEdit edit, string what, ExpectedPlace place, int start, int end) => new(MutantKind.Missing, file, edit, what)
    {
        Codes = ["SE1", "SE2", "SE3"],
        Places = [place, new ExpectedPlace(start, end, PlaceMatch.Inside)],
        IsReadable = false,
    };

    private static int Opening(string text, int close)
    {
        var depth = 0;
        for (var at = close; at >= 0; at--)
        {
            depth += text[at] switch { '}' or ']' => 1, '{' or '[' => -1, _ => 0 };
            if (depth == 0)
            {
                return at;
            }
        }

        return -1;
    }
}
