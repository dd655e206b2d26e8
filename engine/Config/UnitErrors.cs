namespace StreamEngine.Config;

/// <summary>SE4: literals and their units.</summary>
[ErrorFamily]
public static class UnitErrors
{
    public static readonly ErrorCode MissingUnit = new("SE4001", "a unit is missing",
        "A duration, size, rate or quantity says its unit, so that nobody has to know what a bare number means.",
        "Write the unit behind the number.",
        "time: { lateness: 250 }",
        "time: { lateness: 250ms }");

    public static readonly ErrorCode UnknownUnit = new("SE4002", "an unknown unit",
        "The unit is not one that this literal takes.",
        "Use one of the units that the message lists.",
        "time: { lateness: 250 msec }",
        "time: { lateness: 250ms }");

    public static readonly ErrorCode WrongUnit = new("SE4003", "the unit of something else",
        "The option is measured in another unit; nothing is converted silently.",
        "Write the value in a unit that the message names.",
        "time: { lateness: 5 bps }",
        "time: { lateness: 250ms }");

    public static readonly ErrorCode NotALiteral = new("SE4004", "no number with a unit",
        "The text does not begin with a number, or does not have the form of the literal.",
        "Write the literal as in the message.",
        "time: { lateness: soon }",
        "time: { lateness: 250ms }");

    public static readonly ErrorCode OutOfBounds = new("SE4005", "too large or too fine",
        "The number does not fit the type: durations are whole nanoseconds up to 292 years, sizes are whole bytes up to 8 EiB; neither is negative.",
        "Write a smaller or a coarser number.",
        "time: { lateness: 400000d }",
        "time: { lateness: 24h }");
}
