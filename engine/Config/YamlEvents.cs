using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace StreamEngine.Config;

/// <summary>The events of a text, one at a time, with the limits on depth, number and length.</summary>
internal sealed class YamlEvents
{
    private readonly Parser _parser;
    private int _values;

    public YamlEvents(SourceText source)
    {
        Source = source;
        _parser = new Parser(new Scanner(new StringReader(source.Text), skipComments: true));
    }

    public SourceText Source { get; }

    /// <summary>Offsets at which the lists and maps that are open in <c>[ ]</c> or <c>{ }</c> style start.</summary>
    public Stack<(int Start, bool Flow)> Open { get; } = new();

    /// <summary>The offset behind the last scalar, list or map that was read.</summary>
    public int LastEnd { get; private set; }

    /// <summary>The last scalar that was read, if the last event was one.</summary>
    public Scalar? LastScalar { get; private set; }

    /// <summary>Whether the parser has control.</summary>
    public bool IsParsing { get; private set; }

    /// <summary>The next event.</summary>
    public ParsingEvent Next()
    {
        IsParsing = true;
        if (!_parser.MoveNext())
        {
            throw new YamlException("Did not find expected node content.");
        }

        IsParsing = false;
        var read = _parser.Current!;
        LastScalar = read as Scalar;
        LastEnd = Math.Max(LastEnd, (int)read.End.Index);
        switch (read)
        {
            case MappingStart map:
                Enter(read, map.Style == MappingStyle.Flow);
                break;
            case SequenceStart list:
                Enter(read, list.Style == SequenceStyle.Flow);
                break;
            case MappingEnd or SequenceEnd:
                Leave(read);
                break;
            case Scalar scalar:
                Count(read);
                Check(scalar);
                break;
            case AnchorAlias:
                Count(read);
                break;
        }

        return read;
    }

    private void Enter(ParsingEvent read, bool flow)
    {
        Count(read);
        Open.Push(((int)read.Start.Index, flow));
        if (Open.Count > YamlLimits.Depth)
        {
            throw Refuse(SyntaxErrors.TooDeep, read, $"lists and maps are nested {Open.Count} deep here; at most {YamlLimits.Depth} are allowed");
        }
    }

    private void Leave(ParsingEvent read)
    {
        if (!Open.TryPop(out _))
        {
            throw Refuse(SyntaxErrors.Unreadable, read, "a list or map ends here that was not begun");
        }
    }

    private void Count(ParsingEvent read)
    {
        if (++_values > YamlLimits.Values)
        {
            throw Refuse(SyntaxErrors.TooManyValues, read, $"the file has more than {YamlLimits.Values} keys and values here; move data to a file of its own");
        }
    }

    private void Check(Scalar scalar)
    {
        if (scalar.Value.Length > YamlLimits.ScalarLength)
        {
            throw Refuse(SyntaxErrors.ScalarTooLong, scalar, $"the text has {scalar.Value.Length} characters; a value may have at most {YamlLimits.ScalarLength}");
        }
    }

    private YamlRefusedException Refuse(string code, ParsingEvent read, string message)
    {
        var start = (int)read.Start.Index;
        return new YamlRefusedException(code, Source.SpanOf(start, start + 1), message, null);
    }
}
