using System.Diagnostics.CodeAnalysis;

namespace StreamEngine.Config;

/// <summary>What to do about a problem, in words; and the change itself, where one thing only can have been meant.</summary>
/// <param name="Text">As <c>did you mean 'onnx'?</c>.</param>
public sealed record Suggestion(string Text)
{
    private const string Opening = "'\"$(";

    /// <summary>What stands at the start of the place, behind a quote or <c>$</c>, and is replaced by <see cref="Meant"/>; null without a certain change.</summary>
    public string? Found { get; private init; }

    /// <summary>What was meant.</summary>
    public string? Meant { get; private init; }

    /// <summary>Changes elsewhere than at the place of the problem.</summary>
    public IReadOnlyList<TextEdit> Edits { get; private init; } = [];

    /// <summary>Lines that are shown as they stand, between the place and the words: a table of what is and what should be.</summary>
    public IReadOnlyList<string> Table { get; init; } = [];

    /// <summary>Words alone; null for null.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Suggestion?(string? text) => text is null ? null : new(text);

    /// <summary>A word that was misspelled.</summary>
    /// <param name="text">What to do, in words.</param>
    /// <param name="found">The word as it stands in the file.</param>
    /// <param name="meant">The only one that can have been meant.</param>
    public static Suggestion Replace(string text, string found, string meant) => new(text) { Found = found, Meant = meant };

    /// <summary>A change that needs places of its own, as a line to insert or remove.</summary>
    public static Suggestion Change(string text, params IReadOnlyList<TextEdit> edits) => new(text) { Edits = edits };

    /// <summary>The changes of the file that mend a problem at a place; none when the text there is not the one that was found, as behind a param.</summary>
    /// <param name="span">The place of the problem.</param>
    /// <param name="source">The text of the file; null when it is not known.</param>
    public IReadOnlyList<TextEdit> EditsAt(Span span, SourceText? source)
    {
        if (Found is null || Found.Length == 0)
        {
            return Edits;
        }

        if (source is null || span.Line > source.LineCount || span.EndLine > source.LineCount)
        {
            return [];
        }

        var text = source.Text;
        var start = source.StartOf(span.Line) + span.Column - 1;
        var end = Math.Min(source.StartOf(span.EndLine) + span.EndColumn - 1, text.Length);
        while (start < end && !Stands(text, start, end) && Opening.Contains(text[start], StringComparison.Ordinal))
        {
            start++;
        }

        return Stands(text, start, end) ? [new TextEdit(source.SpanOf(start, start + Found.Length), Meant!)] : [];
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    // as a word: 'pric' is not found in 'prices'
    private bool Stands(string text, int start, int end) =>
        start + Found!.Length <= end && string.CompareOrdinal(text, start, Found, 0, Found.Length) == 0
        && (start + Found.Length == end || !IsNamePart(Found[^1]) || !IsNamePart(text[start + Found.Length]));

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c == '_';
}
