namespace StreamEngine.Config;

/// <summary>SE4: literals and their units.</summary>
[ErrorFamily]
public static class UnitErrors
{
    public static readonly ErrorCode MissingUnit = new("SE4001", "unit missing",
        "A duration, size, rate or quantity says its unit, so that nobody has to know what a bare number means.", "Write the unit behind the number.", "window: 250ms");

    public static readonly ErrorCode UnknownUnit = new("SE4002", "unknown unit",
        "The unit is not one that this literal takes.", "Use one of the units that the message lists.", "window: 10s");

    public static readonly ErrorCode WrongUnit = new("SE4003", "wrong unit",
        "The option is measured in another unit; numbers are not converted silently.", "Convert the number and write the unit that the message names.", "limit: 80 bps");

    public static readonly ErrorCode NotALiteral = new("SE4004", "not a number with a unit",
        "The text does not begin with a number or does not have the form of the literal.", "Write the literal as in the message.", "max_rate: 5/s per symbol");

    public static readonly ErrorCode OutOfBounds = new("SE4005", "too large or too fine",
        "The number does not fit the type: durations are whole nanoseconds up to 292 years, sizes are whole bytes up to 8 EiB.", "Write a smaller or a coarser number.", "window: 24h");
}
