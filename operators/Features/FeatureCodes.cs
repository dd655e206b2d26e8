using StreamEngine.Config;

namespace StreamEngine.Features;

/// <summary>What features refuse beyond the range of one option.</summary>
[ErrorFamily]
public static class FeatureCodes
{
    /// <summary>One of several options must be written, and only one.</summary>
    public static readonly ErrorCode ExactlyOne = new("SE2351", "these options exclude one another",
        "The operator needs exactly one of several options.",
        "Keep one of them.",
        "ewma: { column: price, span: 20, alpha: 0.1 }",
        "ewma: { column: price, span: 20 }");

    /// <summary>A vector column holds fewer levels than are asked for.</summary>
    public static readonly ErrorCode TooFewLevels = new("SE4251", "more levels than the book column has",
        "The vector columns of a book hold as many levels as its option 'depth' says.",
        "Raise 'depth' of the order_book, or lower 'levels'.",
        "book: { from: deltas, order_book: { depth: 5 } }\nx: { from: book, imbalance: { levels: 20 } }",
        "book: { from: deltas, order_book: { depth: 20 } }\nx: { from: book, imbalance: { levels: 20 } }");
}
