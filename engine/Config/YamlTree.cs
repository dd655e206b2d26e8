using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using EventStyle = YamlDotNet.Core.ScalarStyle;

namespace StreamEngine.Config;

/// <summary>Builds the tree of one document from events and reports what YAML allows and a pipeline does not.</summary>
internal sealed class YamlTree
{
    private readonly SourceText _source;
    private readonly YamlEvents _events;
    private readonly int _before;
    private Problems _problems;

    public YamlTree(YamlEvents events, Problems problems)
    {
        _source = events.Source;
        _events = events;
        _before = problems.Count;
        _problems = problems;
    }

    /// <summary>Reads the whole stream; null when it holds no map.</summary>
    public YamlMap? ReadDocument()
    {
        _events.Next();
        if (_events.Next() is not DocumentStart start)
        {
            _problems.Add(SyntaxErrors.Empty, _source.SpanOf(0, 0), null, "the file is empty; a pipeline starts with 'version: 1'");
            return null;
        }

        RefuseDirectives(start);
        var first = _events.Next();
        var top = ReadNode(first, keyIn: null);
        _events.Next();
        if (_events.Next() is DocumentStart second)
        {
            var at = (int)second.Start.Index;
            _problems.Add(SyntaxErrors.SeveralDocuments, _source.SpanOf(at, at + 3), null, "a second document starts here; a file holds one pipeline", "move what follows to a file of its own");
            return null;
        }

        if (top is YamlMap map)
        {
            return map;
        }

        if (top is YamlScalar { IsNull: true })
        {
            _problems.Add(SyntaxErrors.Empty, top.Span, null, "the file is empty; a pipeline starts with 'version: 1'");
        }
        else if (!top.IsBroken)
        {
            _problems.Add(SyntaxErrors.NotAMap, top.Span, null, $"the file is {top.Shown}; it must be a map of keys such as 'version', 'pipeline' and 'nodes'");
        }

        return null;
    }

    private void RefuseDirectives(DocumentStart start)
    {
        if (start.Version is not null || (start.Tags is { Count: > 0 } && _source.Text.AsSpan().TrimStart().StartsWith("%")))
        {
            var at = _source.Text.IndexOf('%', StringComparison.Ordinal);
            _problems.Add(SyntaxErrors.Directive, _source.SpanOf(at, at + _source.Line(_source.LineOf(at)).Length), null, "directives such as '%YAML' are not allowed", "remove the line");
        }
    }

    private YamlNode ReadNode(ParsingEvent read, MappingStyle? keyIn)
    {
        if (_problems.Count - _before >= YamlLimits.Problems)
        {
            throw new YamlRefusedException(SyntaxErrors.TooManyProblems, SpanOf(read), $"the file has {YamlLimits.Problems} problems up to here; the rest was not read", null);
        }

        var broken = RefuseProperties(read);
        switch (read)
        {
            case Scalar scalar:
                return ReadScalar(scalar, broken, keyIn is not null);
            case AnchorAlias alias:
                var span = SpanOf(alias);
                var name = "*" + alias.Value.Value;
                _problems.Add(SyntaxErrors.Alias, span, null, $"YAML reads '{name}' as an alias; aliases are not allowed", $"use 'params' or 'defaults' for what is shared; quote text that begins with '*'");
                return new YamlScalar(name, ScalarStyle.Plain, span) { IsBroken = true };
            case SequenceStart list:
                return ReadList(list, broken);
            case MappingStart map:
                return ReadMap(map, broken);
            default:
                // On some broken texts YamlDotNet sends events that do not nest.
                throw new YamlRefusedException(SyntaxErrors.Unreadable, SpanOf(read), "a value is missing here", null);
        }
    }

    private YamlScalar ReadScalar(Scalar scalar, bool broken, bool isKey)
    {
        var start = (int)scalar.Start.Index;
        var end = (int)scalar.End.Index;
        var style = scalar.Style switch
        {
            EventStyle.SingleQuoted => ScalarStyle.SingleQuoted,
            EventStyle.DoubleQuoted => ScalarStyle.DoubleQuoted,
            EventStyle.Literal => ScalarStyle.Literal,
            EventStyle.Folded => ScalarStyle.Folded,
            _ => ScalarStyle.Plain,
        };
        end = BlockText.TrimEnd(_source.Text, start, end, style);
        if (!broken && !isKey && style == ScalarStyle.Plain && BlockText.CommentBehind(_source.Text, end) is { } comment && Brackets.AreOpen(scalar.Value))
        {
            broken = true;
            _problems.Add(
                SyntaxErrors.LostToComment,
                _source.SpanOf(comment, BlockText.LineEnd(_source.Text, comment)),
                null,
                $"a '#' behind a space starts a comment, and a bracket that is open before it is not closed: {ProblemText.Quote(scalar.Value)}",
                "quote the text, or move the comment to a line of its own");
        }

        return new YamlScalar(scalar.Value, style, _source, start, end) { IsBroken = broken };
    }

    private YamlList ReadList(SequenceStart list, bool broken)
    {
        var start = (int)list.Start.Index;
        var items = new List<YamlNode>();
        ParsingEvent read;
        while ((read = _events.Next()) is not SequenceEnd)
        {
            items.Add(ReadNode(read, keyIn: null));
        }

        var flow = list.Style == SequenceStyle.Flow;
        if (flow)
        {
            items = SplitExpressions.InList(items, _source, _problems);
        }

        return new YamlList(items, ContainerSpan(start, (int)read.End.Index, flow, ']', items.Count > 0 ? items[^1] : null)) { IsBroken = broken };
    }

    private YamlMap ReadMap(MappingStart map, bool broken)
    {
        var start = (int)map.Start.Index;
        var flow = map.Style == MappingStyle.Flow;
        var entries = new List<YamlEntry>();
        var isMerged = false;
        ParsingEvent read;
        while ((read = _events.Next()) is not MappingEnd)
        {
            isMerged |= read is Scalar { Value: "<<", Style: EventStyle.Plain };
            if (ReadEntry(read, map.Style) is { } entry)
            {
                entries.Add(entry);
            }
        }

        if (flow)
        {
            entries = SplitExpressions.InMap(entries, _source, _problems);
        }

        var unique = WithoutDuplicates(entries);
        broken |= isMerged;
        return new YamlMap(unique, ContainerSpan(start, (int)read.End.Index, flow, '}', entries.Count > 0 ? entries[^1].Value : null)) { IsBroken = broken };
    }

    private YamlEntry? ReadEntry(ParsingEvent read, MappingStyle style)
    {
        if (read is Scalar { Value: "<<", Style: EventStyle.Plain } merge)
        {
            _problems.Add(SyntaxErrors.MergeKey, SpanOf(merge), null, "the merge key '<<' is not allowed", "write the keys here, or put what is shared under 'defaults'");
            SkipValue();
            return null;
        }

        var key = ReadNode(read, style);
        if (key is YamlScalar { IsBroken: false } name && (name.Value.Length > 0 || name.Quoted))
        {
            return new YamlEntry(name, ReadNode(_events.Next(), keyIn: null));
        }

        if (!key.IsBroken)
        {
            var found = key is YamlScalar ? "is empty" : $"is {key.Shown}";
            _problems.Add(SyntaxErrors.BadKey, key.Span, null, $"the key {found}; a key must be a name");
        }

        SkipValue();
        return null;
    }

    // One mistake is one error: what belongs to a refused key is read for its syntax only.
    private void SkipValue()
    {
        var reported = _problems;
        _problems = [];
        ReadNode(_events.Next(), keyIn: null);
        _problems = reported;
    }

    private List<YamlEntry> WithoutDuplicates(List<YamlEntry> entries)
    {
        var first = new Dictionary<string, YamlEntry>(StringComparer.Ordinal);
        var unique = new List<YamlEntry>(entries.Count);
        foreach (var entry in entries)
        {
            if (first.TryAdd(entry.Name, entry))
            {
                unique.Add(entry);
            }
            else
            {
                var before = first[entry.Name].Key.Span;
                _problems.Add(SyntaxErrors.DuplicateKey, entry.Key.Span, null, $"the key {entry.Key.Shown} is written twice; it stands already in line {before.Line}", TwiceTheSame(first[entry.Name], entry) ?? "remove or rename one");
            }
        }

        return unique;
    }

    // a line that says word for word what another says can go
    private Suggestion? TwiceTheSame(YamlEntry before, YamlEntry again)
    {
        int Start(Span span) => _source.StartOf(span.Line) + span.Column - 1;
        int End(Span span) => _source.StartOf(span.EndLine) + span.EndColumn - 1;
        var text = _source.Text;
        var line = _source.StartOf(again.Key.Span.Line);
        var end = End(again.Value.Span);
        var next = again.Value.Span.EndLine < _source.LineCount ? _source.StartOf(again.Value.Span.EndLine + 1) : text.Length;
        var isSame = text.AsSpan(Start(before.Key.Span), End(before.Value.Span) - Start(before.Key.Span)).SequenceEqual(text.AsSpan(Start(again.Key.Span), end - Start(again.Key.Span)));
        var isAlone = text.AsSpan(line, Start(again.Key.Span) - line).IsWhiteSpace() && text.AsSpan(end, next - end).IsWhiteSpace();
        return isSame && isAlone ? Suggestion.Change("remove this one, which says the same", new TextEdit(_source.SpanOf(line, next), "")) : null;
    }

    private bool RefuseProperties(ParsingEvent read)
    {
        if (read is not NodeEvent node)
        {
            return false;
        }

        var start = (int)node.Start.Index;
        var broken = false;
        if (!node.Anchor.IsEmpty)
        {
            var (at, end) = BlockText.Property(_source.Text, start, '&');
            var name = _source.Text[at..end];
            _problems.Add(SyntaxErrors.Anchor, _source.SpanOf(at, end), null, $"YAML reads {ProblemText.Quote(name)} as an anchor; anchors are not allowed", "use 'params' or 'defaults' for what is shared; quote text that begins with '&'");
            broken = true;
        }

        if (!node.Tag.IsEmpty)
        {
            var (at, end) = BlockText.Property(_source.Text, start, '!');
            var name = _source.Text[at..end];
            _problems.Add(SyntaxErrors.Tag, _source.SpanOf(at, end), null, $"YAML reads {ProblemText.Quote(name)} as a tag; tags are not allowed", "quote text that begins with '!'; in an expression write 'not'");
            broken = true;
        }

        return broken;
    }

    private Span ContainerSpan(int start, int end, bool flow, char close, YamlNode? last)
    {
        if (flow)
        {
            // The end event of '{ }' stands before or behind its bracket, according to what it holds.
            var at = end > start && _source.Text[end - 1] == close ? end - 1 : _source.Text.IndexOf(close, Math.Min(end, _source.Text.Length));
            return _source.SpanOf(start, at < 0 ? end : at + 1);
        }

        var begin = _source.SpanOf(start, start);
        return last is null ? begin : begin with { EndLine = last.Span.EndLine, EndColumn = last.Span.EndColumn };
    }

    private Span SpanOf(ParsingEvent read) => _source.SpanOf((int)read.Start.Index, (int)read.End.Index);
}
