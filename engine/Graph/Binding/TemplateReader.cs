using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>Reads the templates that a file's <c>use</c> names, and those they use.</summary>
internal sealed class TemplateReader(OperatorRegistry registry, BindSettings settings, Problems problems)
{
    private const int Deepest = 16;

    private readonly Dictionary<string, Template?> _read = new(StringComparer.Ordinal);
    private readonly List<string> _reading = [];

    /// <summary>The templates of <paramref name="use"/> by the name they have in <paramref name="file"/>; one that cannot be used is reported and left out.</summary>
    public IReadOnlyDictionary<string, Template> Read(YamlMap? use, string file)
    {
        var templates = new Dictionary<string, Template>(StringComparer.Ordinal);
        foreach (var entry in use?.Entries.Where(e => !e.Value.IsBroken) ?? [])
        {
            if (CheckName(entry) && Path(entry, file) is { } path && Load(path, entry.Value) is { } template)
            {
                templates.Add(entry.Name, template);
            }
        }

        return templates;
    }

    /// <summary>Takes a template file apart that stands for itself.</summary>
    public Template Read(TopSpec top, string file) =>
        new(file, top, TemplatePorts.Inputs(top, problems), TemplatePorts.Outputs(top, problems), Read(top.Use, file));

    private bool CheckName(YamlEntry entry)
    {
        if (!PipelineNames.IsNode(entry.Name))
        {
            problems.Add(GraphCodes.BadName, entry.Key.Span, null, $"{ProblemText.Quote(entry.Name)} cannot name a template; a name has lower-case letters, digits and '_' and starts with a letter");
            return false;
        }

        if (registry.All.Any(o => o.Name == entry.Name) || Attributes.Built.Contains(entry.Name) || Attributes.Later.Contains(entry.Name))
        {
            problems.Add(GraphCodes.TemplateName, entry.Key.Span, null, $"'{entry.Name}' is the name of {(registry.All.Any(o => o.Name == entry.Name) ? "an operator" : "an attribute")} and cannot name a template", "give the template another name under use");
            return false;
        }

        return true;
    }

    private string? Path(YamlEntry entry, string file)
    {
        if (entry.Value is not YamlScalar { IsNull: false, Value: var path })
        {
            problems.Add(GraphCodes.WrongShape, entry.Value.Span, null, $"'{entry.Name}' under use is the path of a template file, this is {(entry.Value.IsNull ? "nothing" : entry.Value.Shown)}", $"write {entry.Name}: lib/{entry.Name}.yaml");
            return null;
        }

        if (!path.EndsWith(".yaml", StringComparison.Ordinal) && !path.EndsWith(".yml", StringComparison.Ordinal))
        {
            problems.Add(GraphCodes.TemplateFile, entry.Value.Span, null, $"{ProblemText.Quote(path)} is no YAML file; a template is a file called .yaml", $"write {entry.Name}: lib/{entry.Name}.yaml");
            return null;
        }

        return Beside(file, path);
    }

    private Template? Load(string path, YamlNode at)
    {
        if (_reading.Contains(path) || _reading.Count >= Deepest)
        {
            var circle = string.Join(" → ", [.. _reading.SkipWhile(p => p != path), path]);
            problems.Add(GraphCodes.TemplateCircle, at.Span, null, _reading.Contains(path) ? $"a template cannot use itself: {circle}" : $"templates use each other more than {Deepest} deep", "take the use out of one of them");
            return null;
        }

        if (_read.TryGetValue(path, out var known))
        {
            return known;
        }

        byte[] bytes;
        try
        {
            bytes = settings.ReadFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(GraphCodes.TemplateFile, at.Span, null, $"cannot read the template '{path}': {(e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message)}", "correct the path; it is relative to the file it stands in");
            return _read[path] = null;
        }

        _reading.Add(path);
        var template = Read(path, bytes, at);
        _reading.RemoveAt(_reading.Count - 1);
        return _read[path] = template;
    }

    private Template? Read(string path, byte[] bytes, YamlNode at)
    {
        using var within = problems.Within([at.Span]);
        if (YamlReader.Read(path, bytes, problems) is not { } yaml)
        {
            return null;
        }

        if (!yaml.TryGet("template", out _) && yaml.Entries.FirstOrDefault(e => Nearest.Of(e.Name, ["template"]) is not null) is { } misspelled)
        {
            problems.Add(GraphCodes.UnknownKey, misspelled.Key.Span, null, $"unknown key '{misspelled.Name}'; a template file has {string.Join(", ", Attributes.TopOfTemplate)} and x-…", Nearest.Question(misspelled.Name, ["template"]));
            return null;
        }

        if (!yaml.TryGet("template", out _))
        {
            problems.Add(GraphCodes.NoTemplate, yaml.Span, null, yaml.TryGet("pipeline", out _) ? "the file is a pipeline, not a template" : "the file has no 'template'", "write template: name, and inputs and outputs");
            return null;
        }

        return Read(new TopReader(problems).Read(yaml), path);
    }

    /// <summary>A path that is relative to the folder of a file, without <c>.</c> and inner <c>..</c>.</summary>
    private static string Beside(string file, string path)
    {
        var parts = new List<string>();
        foreach (var part in System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file) ?? "", path).Replace('\\', '/').Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] is not (".." or ""))
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}
