namespace StreamEngine.Config;

/// <summary>What a unit measures, so that one of the wrong kind is told apart from one that is misspelled.</summary>
internal static class UnitKind
{
    private const int ShortestAsset = 3;

    /// <summary>Lengths of time.</summary>
    public const string Time = "a time";

    /// <summary>Bytes.</summary>
    public const string Size = "a size";

    /// <summary>So many in a time.</summary>
    public const string Rate = "a rate";

    /// <summary>What is measured in a unit, such as <c>a ratio</c> for <c>bps</c>; null when no literal knows it.</summary>
    public static string? Of(string unit) => unit switch
    {
        "ns" or "us" or "ms" or "s" or "m" or "h" or "d" => Time,
        "B" or "KiB" or "MiB" or "GiB" or "TiB" => Size,
        "%" or "bps" or "pct" => "a ratio",
        ['/', _, ..] => Rate,
        { Length: >= ShortestAsset } when unit.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)) => $"an amount of {unit}",
        _ => null,
    };

    /// <summary>Why a unit does not fit a literal of another kind; null when it may be a misspelled one.</summary>
    public static LiteralProblem? Unfit(string unit, string wanted, string allowed) =>
        Of(unit) is { } kind && kind != wanted ? new(UnitErrors.WrongUnit, $"'{unit}' is the unit of {kind}; {allowed}") : null;
}
