namespace StreamEngine.Config;

/// <summary>One thing that is wrong with a file.</summary>
/// <param name="Code">A registered code, <c>SE</c> and four digits.</param>
/// <param name="Severity">Error or warning.</param>
/// <param name="Span">Where it is.</param>
/// <param name="Node">The node it belongs to; null outside <c>nodes</c>.</param>
/// <param name="Message">Node, value found and what is allowed: the text behind <c>error SE2104: </c>.</param>
/// <param name="Help">What to do, as <c>did you mean 'onnx'?</c>; null when the message says it all.</param>
public sealed record Problem(string Code, Severity Severity, Span Span, string? Node, string Message, string? Help)
{
    /// <summary>Where a template that holds the place is used, innermost first; empty outside templates.</summary>
    public IReadOnlyList<Span> UsedAt { get; init; } = [];

    /// <summary>Lines shown as they stand where there is room for more than one: what is beside what should be. Empty without.</summary>
    public IReadOnlyList<string> Table { get; init; } = [];

    /// <summary>The changes that mend it, where one thing only can have been meant; empty where nothing is certain.</summary>
    public IReadOnlyList<TextEdit> Fix { get; init; } = [];
}
