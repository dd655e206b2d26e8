using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>Reads <c>params</c> and what is given for them: by <c>--set</c>, by a profile, or where a template is used. What comes first in this list wins.</summary>
internal sealed class ParamReader(Problems problems)
{
    private static readonly string[] Keys = ["type", "default", "doc"];

    private readonly Dictionary<string, ParamValue> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);

    /// <summary>What <c>--set</c> gives.</summary>
    public IReadOnlyDictionary<string, string> Overrides { get; init; } = new Dictionary<string, string>();

    /// <summary>Values written elsewhere: in a profile, or where a template is used.</summary>
    public IReadOnlyDictionary<string, YamlNode> Given { get; init; } = new Dictionary<string, YamlNode>();

    /// <summary>The params that <see cref="Given"/> may refer to; null for those of the file itself.</summary>
    public ValueResolver? Outer { get; init; }

    /// <summary>Reports a param without a value, if that is wrong.</summary>
    public Action<YamlEntry>? OnMissing { get; init; }

    /// <summary>Reports a param of a pipeline without a value.</summary>
    public static void ReportMissing(YamlEntry entry, Problems problems) =>
        problems.Add(GraphCodes.ParamNotSet, entry.Key.Span, null, $"param '{entry.Name}' has no value and no default", $"pass --set {entry.Name}=…");

    /// <summary>The parameters with a value. A name given by <c>--set</c> that is no parameter is reported at <paramref name="top"/>.</summary>
    public IReadOnlyDictionary<string, ParamValue> Read(YamlMap? declared, YamlMap top)
    {
        var entries = declared?.Entries ?? [];
        foreach (var entry in entries)
        {
            ReadWithThoseBefore(entry, declared!);
        }

        foreach (var name in Overrides.Keys.Where(name => entries.All(e => e.Name != name)))
        {
            var help = Nearest.Question(name, entries.Select(e => e.Name)) ?? (entries.Count == 0 ? "the file has no params" : $"the params are {string.Join(", ", entries.Select(e => e.Name))}");
            problems.Add(GraphCodes.UnknownParam, (declared ?? top).Span, null, $"--set {name}: the file has no param '{name}'", help);
        }

        return _values;
    }

    // a param may stand above the one it takes its default from: order in the file has no meaning
    private void ReadWithThoseBefore(YamlEntry entry, YamlMap declared)
    {
        var chain = new Stack<YamlEntry>();
        for (YamlEntry? at = entry; at is not null && _begun.Add(at.Name); at = DefaultRef(at) is { } other && declared.TryGet(other, out var before) ? before : null)
        {
            chain.Push(at);
        }

        while (chain.TryPop(out var next))
        {
            if (!next.Value.IsBroken)
            {
                ReadOne(next, declared);
            }

            _ended.Add(next.Name);
        }
    }

    private static string? DefaultRef(YamlEntry entry) =>
        entry.Value is YamlMap map && map.TryGet("default", out var fallback) && fallback.Value is YamlScalar { Quoted: false, Value: ['$', .. var other] } ? other : null;

    private void ReadOne(YamlEntry entry, YamlMap declared)
    {
        if (!PipelineNames.IsNode(entry.Name))
        {
            problems.Add(GraphCodes.BadName, entry.Key.Span, null, $"{ProblemText.Quote(entry.Name)} cannot name a param; a name has lower-case letters, digits and '_' and starts with a letter");
            return;
        }

        if (Declaration(entry) is not { } declaration)
        {
            return;
        }

        var (type, fallback) = declaration;
        var isReference = fallback is YamlScalar { Quoted: false, Value: ['$', ..] };
        if (fallback is not null && !isReference)
        {
            Default(entry, type, fallback); // also where another value takes its place: a wrong default is wrong for the next who uses the file
        }

        if (Overrides.TryGetValue(entry.Name, out var text))
        {
            Set(entry, type, type.IsList ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [text], _ => entry.Key.Span, $"--set {entry.Name}: ");
            return;
        }

        if (Given.TryGetValue(entry.Name, out var given))
        {
            FromOutside(entry, type, given, declared);
        }
        else if (fallback is null)
        {
            OnMissing?.Invoke(entry);
        }
        else if (isReference)
        {
            DefaultFrom(entry, type, ((YamlScalar)fallback).Value[1..], fallback, declared);
        }
    }

    private void FromOutside(YamlEntry entry, ParamType type, YamlNode given, YamlMap declared)
    {
        if (given.IsBroken)
        {
            return;
        }

        if (given is not YamlScalar { Quoted: false, Value: ['$', .. var name] } reference || !PipelineNames.IsNode(name))
        {
            Default(entry, type, given);
        }
        else if (Outer is null)
        {
            DefaultFrom(entry, type, name, given, declared);
        }
        else if (Outer.Find(reference, name) is { } value)
        {
            Take(entry, type, value, given);
        }
    }

    private void DefaultFrom(YamlEntry entry, ParamType type, string other, YamlNode at, YamlMap declared)
    {
        if (_values.TryGetValue(other, out var value))
        {
            Take(entry, type, value, at);
        }
        else if (!declared.TryGet(other, out _))
        {
            problems.Add(GraphCodes.UnknownParam, at.Span, null, $"param '{entry.Name}': there is no param '{other}'", Nearest.Question(other, declared.Entries.Select(e => e.Name)));
        }
        else if (!_ended.Contains(other))
        {
            problems.Add(GraphCodes.BadParam, at.Span, null, $"param '{entry.Name}' takes its default from {(other == entry.Name ? "itself" : $"'{other}', and that in the end from '{entry.Name}'")}", "give one of them a value");
        }
    }

    private (ParamType Type, YamlNode? Default)? Declaration(YamlEntry entry)
    {
        var unknown = entry.Value is YamlMap body ? body.Entries.Where(e => !Keys.Contains(e.Name)).ToList() : [];
        foreach (var key in unknown)
        {
            problems.Add(GraphCodes.BadParam, key.Key.Span, null, $"param '{entry.Name}': unknown key '{key.Name}'; a param has type, default and doc", Nearest.Question(key.Name, Keys));
        }

        if (entry.Value is not YamlMap map || !map.TryGet("type", out var written) || written.Value is not YamlScalar text)
        {
            if (!unknown.Any(key => Nearest.Question(key.Name, ["type"]) is not null))
            {
                problems.Add(GraphCodes.BadParam, entry.Value.Span, null, $"param '{entry.Name}' has no type", "write { type: …, default: … }");
            }

            return null;
        }

        if (ParamType.Parse(text.Value) is not { } type)
        {
            var (word, at) = Innermost(text);
            problems.Add(GraphCodes.BadParam, at, null, $"param '{entry.Name}': {text.Shown} is no type; allowed are {string.Join(", ", ParamType.Kinds)}, enum<a|b> and list<…>", Nearest.Question(word, ParamType.Kinds));
            return null;
        }

        return (type, map.TryGet("default", out var fallback) ? fallback.Value : null);
    }

    /// <summary>The word of a type that can be wrong, and where it stands: what a list is of, else the whole.</summary>
    private static (string Word, Span At) Innermost(YamlScalar text)
    {
        const string List = "list<";
        var isList = text.Value.StartsWith(List, StringComparison.Ordinal) && text.Value.EndsWith('>');
        return isList ? (text.Value[List.Length..^1], text.At(List.Length, text.Value.Length - List.Length - 1)) : (text.Value, text.Span);
    }

    private void Take(YamlEntry entry, ParamType type, ParamValue value, YamlNode at)
    {
        if (!Fits(value.Type.Kind, type.Kind) || (value.Type.IsList && !type.IsList))
        {
            problems.Add(GraphCodes.BadParam, at.Span, null, $"param '{entry.Name}' is {type.Text}, but the param it takes its value from is {value.Type.Text}");
            return;
        }

        Set(entry, type, value.Texts, _ => at.Span, "");
    }

    private void Default(YamlEntry entry, ParamType type, YamlNode fallback)
    {
        IReadOnlyList<YamlNode> items = fallback is YamlList list ? list.Items : [fallback];
        if (items.FirstOrDefault(i => i is not YamlScalar || i.IsNull) is { } odd)
        {
            problems.Add(GraphCodes.BadParam, odd.Span, null, $"param '{entry.Name}': {(odd.IsNull ? "nothing" : odd.Shown)} is not a {type.Kind}");
            return;
        }

        if (fallback is YamlList && !type.IsList)
        {
            problems.Add(GraphCodes.BadParam, fallback.Span, null, $"param '{entry.Name}' is {type.Text}, its default is a list", $"write type: list<{type.Text}>");
            return;
        }

        if (items.Select(i => Text((YamlScalar)i, type)).ToList() is var texts && !texts.Contains(null))
        {
            Set(entry, type, [.. texts.Select(t => t!)], i => items[i].Span, "");
        }
    }

    /// <summary>Text as written, with the params in it joined in where it is given from outside; null when one is missing (reported).</summary>
    private string? Text(YamlScalar scalar, ParamType type)
    {
        if (Outer is null || type.Kind is not ("path" or "string" or "symbol") || !scalar.Value.Contains('$', StringComparison.Ordinal))
        {
            return scalar.Value;
        }

        return Outer.Substitute(scalar, typeof(string)) is { IsBroken: false, Value: string text } ? text : null;
    }

    /// <summary>Whether a value of one kind is one of another: names are text, and text may name a file.</summary>
    private static bool Fits(string from, string to) => from == to || (from is "string" or "symbol" or "enum" && to is "string" or "symbol" or "path");

    private void Set(YamlEntry entry, ParamType type, IReadOnlyList<string> texts, Func<int, Span> place, string prefix)
    {
        var values = new List<object>();
        for (var i = 0; i < texts.Count; i++)
        {
            if (type.Read(texts[i], out var wrong) is { } value)
            {
                values.Add(value);
            }
            else
            {
                problems.Add(GraphCodes.BadParam, place(i), null, $"{prefix}param '{entry.Name}': {wrong}", Nearest.Question(texts[i], type.Names));
            }
        }

        if (values.Count == texts.Count)
        {
            _values[entry.Name] = new ParamValue(type, values, texts);
        }
    }
}
