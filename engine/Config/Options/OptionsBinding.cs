using System.Collections;

namespace StreamEngine.Config;

/// <summary>The reading of one verb's options.</summary>
internal sealed class OptionsBinding(string node, OptionSpans spans, Problems problems, Func<YamlScalar, Type, ScalarValue?>? substitute)
{
    private const int LongestNameList = 12;

    public object ReadVerb(Type type, YamlNode? value)
    {
        var options = OptionProperty.Of(type);
        if (value is null or { IsNull: true })
        {
            return ReadRecord(type, "", null, spans.Whole);
        }

        var shorthand = options.FirstOrDefault(option => option.IsShorthand);
        if (value is YamlMap || value.IsBroken)
        {
            return ReadRecord(type, "", value as YamlMap, value.IsBroken ? null : spans.Whole);
        }

        var record = OptionProperty.Create(type);
        if (shorthand is null)
        {
            var names = NameList(options);
            problems.Add(SchemaErrors.WrongType, value.Span, node, $"{node}: the options are {value.Shown}; they must be a map of options{(names is null ? "" : $": {names}")}");
            return record;
        }

        Set(record, shorthand, shorthand.Name, value);
        foreach (var option in options.Where(option => option.IsRequired && option != shorthand))
        {
            ReportMissing(option, option.Name, spans.Whole);
        }

        return record;
    }

    // required: where to report missing options; null when the map itself was not readable.
    private object ReadRecord(Type type, string prefix, YamlMap? map, Span? required)
    {
        var record = OptionProperty.Create(type);
        var options = OptionProperty.Of(type);
        foreach (var entry in map?.Entries ?? [])
        {
            if (options.FirstOrDefault(option => option.Name == entry.Name) is { } option)
            {
                Set(record, option, prefix + option.Name, entry.Value);
            }
            else
            {
                ReportUnknown(entry, prefix, options);
            }
        }

        foreach (var option in options.Where(option => option.IsRequired && required is not null && map?.TryGet(option.Name, out _) != true))
        {
            ReportMissing(option, prefix + option.Name, required!.Value);
        }

        return record;
    }

    private void Set(object record, OptionProperty option, string path, YamlNode value)
    {
        if (!value.IsBroken && TryRead(option, path, value, out var read))
        {
            option.Property.SetValue(record, read);
            spans.Add(new BoundOption(path, value.Span, read, value));
        }
        else
        {
            spans.Add(new BoundOption(path, value.Span, null, value));
        }
    }

    private bool TryRead(OptionProperty option, string path, YamlNode value, out object? read)
    {
        read = null;
        var type = option.Type;
        if (value is YamlScalar reference && substitute?.Invoke(reference, option.Property.PropertyType) is { } given)
        {
            return !given.IsBroken && TryTake(option, path, reference, given.Value, out read);
        }

        if (value is YamlScalar { IsNull: true } none && !OptionScalar.IsWord(none, type))
        {
            if (!type.AllowsNull)
            {
                Report(SchemaErrors.NullValue, value.Span, $"option '{path}' has no value; it must be {type.Text}{DefaultOf(option)}");
            }

            return type.AllowsNull;
        }

        return type.Shape switch
        {
            OptionShape.List => TryReadList(option, path, value, out read),
            OptionShape.Map => TryReadMap(option, path, value, out read),
            OptionShape.Record => TryReadRecord(option, path, value, out read),
            _ => TryReadItem(option, path, value, out read),
        };
    }

    // A reference stands for a typed value: taken as it is, or read as text where it is text.
    private bool TryTake(OptionProperty option, string path, YamlScalar reference, object? given, out object? read)
    {
        read = null;
        var isList = option.Type.Shape == OptionShape.List;
        if (given is null)
        {
            if (!option.Type.AllowsNull)
            {
                Report(SchemaErrors.NullValue, reference.Span, $"option '{path}' is {reference.Shown}, which has no value; it must be {option.Type.Text}{DefaultOf(option)}");
            }

            return option.Type.AllowsNull;
        }

        if (given is string text && option.Type.Item != typeof(string))
        {
            // unquoted, since the quotes of a shell or of a default say nothing about the type here
            var resolved = new YamlScalar(text, ScalarStyle.Plain, reference.Span);
            return isList ? TryReadList(option, path, resolved, out read) : TryReadItem(option, path, resolved, out read);
        }

        if (isList)
        {
            var items = given is IEnumerable many and not string ? many.Cast<object?>() : [given];
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(option.Type.Item))!;
            foreach (var item in items)
            {
                if (!TryTakeOne(option, path, reference, item, out var taken))
                {
                    return false;
                }

                list.Add(taken);
            }

            read = list;
            return CountIsAllowed(option, path, reference, list.Count);
        }

        return TryTakeOne(option, path, reference, given, out read);
    }

    private bool TryTakeOne(OptionProperty option, string path, YamlScalar reference, object? given, out object? read)
    {
        if (given is string text && option.Type.Item != typeof(string))
        {
            return TryReadItem(option, path, new YamlScalar(text, ScalarStyle.Plain, reference.Span), out read);
        }

        read = given is null ? null : OptionScalar.Convert(given, option.Type.Item);
        if (read is null)
        {
            Report(SchemaErrors.WrongType, reference.Span, $"option '{path}' is {reference.Shown}, which is {OptionType.NameOf(given?.GetType() ?? typeof(object))}; it must be {option.Type.Text}{DefaultOf(option)}");
            return false;
        }

        return IsAllowed(option, path, reference, read);
    }

    private bool TryReadItem(OptionProperty option, string path, YamlNode value, out object? read)
    {
        read = null;
        if (!OptionType.IsScalar(option.Type.Item))
        {
            return TryReadRecord(option, path, value, out read);
        }

        if (value is not YamlScalar scalar)
        {
            Report(SchemaErrors.WrongType, value.Span, $"option '{path}' is {value.Shown}; it must be {OptionType.NameOf(option.Type.Item)}{DefaultOf(option)}");
            return false;
        }

        if (OptionScalar.Read(scalar, option.Type.Item, option.Units, out read) is { } problem)
        {
            var shown = option.Type.Item == typeof(Secret) ? "written out" : OptionScalar.Show(scalar);
            Report(problem.Code, scalar.Span, $"option '{path}' is {shown}; {problem.Message}{DefaultOf(option)}", problem.Help);
            return false;
        }

        return IsAllowed(option, path, scalar, read!);
    }

    private bool IsAllowed(OptionProperty option, string path, YamlScalar scalar, object read)
    {
        if (option.Range is { } range && OptionScalar.Measure(read) is { } measured && !range.Holds(measured))
        {
            Report(SchemaErrors.OutOfRange, scalar.Span, $"option '{path}' is {Found(scalar, read)}; it must be {range}{DefaultOf(option)}");
            return false;
        }

        if (option.OneOf is { } words && read is string word && !words.Contains(word, StringComparer.Ordinal))
        {
            Report(SchemaErrors.NotAllowed, scalar.Span, $"option '{path}' is {ProblemText.Quote(word)}; it must be one of {string.Join(", ", words)}{DefaultOf(option)}", Nearest.Question(word, words));
            return false;
        }

        return true;
    }

    private bool TryReadList(OptionProperty option, string path, YamlNode value, out object? read)
    {
        var items = value is YamlList many ? many.Items : [value];
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(OptionScalar.Stored(option.Type)))!;
        read = list;
        if (!CountIsAllowed(option, path, value, items.Count))
        {
            return false;
        }

        var good = true;
        for (var i = 0; i < items.Count; i++)
        {
            var place = value is YamlList ? $"{path}[{i}]" : path;
            if (TryReadPart(option, place, items[i], out var item))
            {
                list.Add(item);
                spans.Add(new BoundOption(place, items[i].Span, item, items[i]));
            }
            else
            {
                good = false;
            }
        }

        return good;
    }

    private bool TryReadMap(OptionProperty option, string path, YamlNode value, out object? read)
    {
        read = null;
        if (value is not YamlMap map)
        {
            Report(SchemaErrors.WrongType, value.Span, $"option '{path}' is {value.Shown}; it must be {option.Type.Text}{DefaultOf(option)}");
            return false;
        }

        if (!CountIsAllowed(option, path, value, map.Entries.Count))
        {
            return false;
        }

        var stored = (IDictionary)Activator.CreateInstance(typeof(OrderedDictionary<,>).MakeGenericType(typeof(string), OptionScalar.Stored(option.Type)))!;
        var good = true;
        foreach (var entry in map.Entries)
        {
            var place = $"{path}.{entry.Name}";
            if (TryReadPart(option, place, entry.Value, out var item))
            {
                stored.Add(entry.Name, item);
                spans.Add(new BoundOption(place, entry.Value.Span, item, entry.Value));
            }
            else
            {
                good = false;
            }
        }

        read = stored;
        return good;
    }

    private bool TryReadPart(OptionProperty option, string path, YamlNode value, out object? read)
    {
        read = null;
        if (value.IsBroken)
        {
            return false;
        }

        if (value is YamlScalar reference && substitute?.Invoke(reference, option.Type.Item) is { } given)
        {
            return !given.IsBroken && TryTakeOne(option, path, reference, given.Value, out read);
        }

        if (value is YamlScalar { IsNull: true })
        {
            if (!option.Type.ItemsAllowNull)
            {
                Report(SchemaErrors.NullValue, value.Span, $"option '{path}' has no value; it must be {OptionType.NameOf(option.Type.Item)}");
            }

            return option.Type.ItemsAllowNull;
        }

        return TryReadItem(option, path, value, out read);
    }

    private bool TryReadRecord(OptionProperty option, string path, YamlNode value, out object? read)
    {
        read = null;
        if (value is not YamlMap map)
        {
            var bare = OptionProperty.Of(option.Type.Item).FirstOrDefault(inner => inner.IsShorthand);
            if (bare is null || value is not YamlScalar)
            {
                Report(SchemaErrors.WrongType, value.Span, $"option '{path}' is {value.Shown}; it must be {(bare is null ? "" : $"{bare.Type.Text} or ")}a map of options{DefaultOf(option)}");
                return false;
            }

            read = OptionProperty.Create(option.Type.Item);
            Set(read, bare, $"{path}.{bare.Name}", value);
            return true;
        }

        read = ReadRecord(option.Type.Item, path + ".", map, map.Span);
        return true;
    }

    private bool CountIsAllowed(OptionProperty option, string path, YamlNode value, int count)
    {
        if (count >= option.MinItems && count <= option.MaxItems)
        {
            return true;
        }

        var allowed = count > option.MaxItems ? $"at most {option.MaxItems}" : $"at least {option.MinItems}";
        Report(SchemaErrors.ItemCount, value.Span, $"option '{path}' has {count} items; it must have {allowed}{DefaultOf(option)}");
        return false;
    }

    private void ReportUnknown(YamlEntry entry, string prefix, IReadOnlyList<OptionProperty> options)
    {
        var names = NameList(options);
        var allowed = options.Count == 0 ? "; none are allowed" : names is null ? "" : $"; options are {names}";
        Report(SchemaErrors.UnknownOption, entry.Key.Span, $"there is no option {ProblemText.Quote(prefix + entry.Name)}{allowed}", Nearest.Question(entry.Name, options.Select(option => option.Name)));
    }

    private void ReportMissing(OptionProperty option, string path, Span where) =>
        Report(SchemaErrors.MissingOption, where, $"option '{path}' is missing; it must be {option.Type.Text}");

    private void Report(string code, Span span, string message, Suggestion? help = null) => problems.Add(code, span, node, $"{node}: {message}", help);

    private static string? NameList(IReadOnlyList<OptionProperty> options) =>
        options.Count is > 0 and <= LongestNameList ? string.Join(", ", options.Select(option => option.Name)) : null;

    private static string Found(YamlScalar scalar, object read) =>
        OptionScalar.Text(read) is { } text && text != scalar.Value && scalar.Value.StartsWith('$') ? $"{text} ({scalar.Value})" : OptionScalar.Show(scalar);

    private static string DefaultOf(OptionProperty option) =>
        !option.IsRequired && OptionScalar.Text(option.Default) is { } text ? $" (default {text})" : "";
}
