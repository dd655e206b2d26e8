using StreamEngine.Config;

namespace StreamEngine.Windows;

/// <summary>What windows refuse beyond the range of one option.</summary>
[ErrorFamily]
public static class WindowCodes
{
    /// <summary>Not exactly one kind of window.</summary>
    public static readonly ErrorCode OneKind = new("SE2361", "which kind of window?",
        "A window has exactly one kind.",
        "Keep one of the kinds the message lists.",
        "window: { tumble: 1m, slide: 10s }",
        "window: { tumble: 1m }");

    /// <summary>An option that another kind of window has.</summary>
    public static readonly ErrorCode NotOfKind = new("SE2362", "no option of this kind of window",
        "Each kind of window has options of its own; this one has no use for the option.",
        "Remove it, or choose the kind it belongs to.",
        "window: { slide: 10s, empty: carry }",
        "window: { slide: 10s }");

    /// <summary>How far windows are apart does not fit their length.</summary>
    public static readonly ErrorCode Every = new("SE2363", "windows this far apart cannot be",
        "every says how far one window begins behind the other: a duration with hop; it is at most the length, so that no row falls between two windows.",
        "Write a step no longer than the window.",
        "window: { hop: 10s, every: 1m }",
        "window: { hop: 1m, every: 10s }");
}
