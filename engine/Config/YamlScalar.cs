namespace StreamEngine.Config;

/// <summary>A text value with its way back to the characters of the file.</summary>
public sealed class YamlScalar : YamlNode
{
    private readonly SourceText? _source;
    private readonly int _start;
    private readonly int _end;
    private ScalarOffsets? _offsets;

    /// <summary>Makes a scalar that stands at <paramref name="span"/>; positions inside it are exact while it is plain and on one line.</summary>
    public YamlScalar(string value, ScalarStyle style, Span span)
        : base(span)
    {
        Value = value;
        Style = style;
    }

    internal YamlScalar(string value, ScalarStyle style, SourceText source, int start, int end)
        : base(source.SpanOf(start, end))
    {
        Value = value;
        Style = style;
        _source = source;
        _start = start;
        _end = end;
    }

    /// <summary>The text, after YAML took off quotes, escapes and indentation.</summary>
    public string Value { get; }

    /// <summary>How it is written.</summary>
    public ScalarStyle Style { get; }

    /// <summary>Whether it stands in quotes, and so is text whatever it looks like.</summary>
    public bool Quoted => Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;

    /// <inheritdoc/>
    public override bool IsNull => Style == ScalarStyle.Plain && Value is "" or "~" or "null";

    /// <inheritdoc/>
    public override string Shown => ProblemText.Quote(Value);

    /// <summary>The place in the file of a part of <see cref="Value"/>.</summary>
    /// <remarks>Exact for <c>|</c> blocks and for plain and quoted scalars on one line; the whole scalar for folded text.</remarks>
    public Span At(int start, int length)
    {
        start = Math.Clamp(start, 0, Value.Length);
        var end = Math.Clamp(start + length, start, Value.Length);
        if (_source is null)
        {
            var oneLine = Span.Line == Span.EndLine && Style == ScalarStyle.Plain;
            return oneLine ? Span with { Column = Span.Column + start, EndColumn = Span.Column + end } : Span;
        }

        _offsets ??= ScalarOffsets.Of(Value, Style, _source, _start, _end);
        return _offsets.IsExact ? _source.SpanOf(_offsets.Start(start), _offsets.End(end)) : Span;
    }
}
