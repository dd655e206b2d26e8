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

    /// <summary>Weights that are parts of a whole are not one.</summary>
    public static readonly ErrorCode WeightsNotWhole = new("SE2352", "weights that are not 100 together",
        "The components of a score are parts of 100, so their weights add up to 100.",
        "Change the weights until they do; those that are not written keep their defaults.",
        "health: { weights: { spread: 40 } }",
        "health: { weights: { spread: 40, depth: 5 } }");

    /// <summary>One end of a range is not below the other.</summary>
    public static readonly ErrorCode NotBelow = new("SE2353", "not below the other end",
        "Two options are the ends of a range, and the lower end is not below the upper.",
        "Write a lower value for the first, or a higher one for the second.",
        "health: { narrow_bps: 60, wide_bps: 50 }",
        "health: { narrow_bps: 1, wide_bps: 50 }");

    /// <summary>A vector column holds fewer levels than are asked for.</summary>
    public static readonly ErrorCode TooFewLevels = new("SE4251", "more levels than the book column has",
        "The vector columns of a book hold as many levels as its option 'depth' says.",
        "Raise 'depth' of the order_book, or lower 'levels'.",
        "book: { from: deltas, order_book: { depth: 5 } }\nx: { from: book, imbalance: { levels: 20 } }",
        "book: { from: deltas, order_book: { depth: 20 } }\nx: { from: book, imbalance: { levels: 20 } }");
}
