using System.Globalization;

namespace StreamEngine.Config;

/// <summary>An exact number with the name of what it counts; in YAML <c>5 bps</c>, <c>25_000 USDT</c>, <c>20 %</c>.</summary>
/// <param name="Value">The number.</param>
/// <param name="Unit">The unit as written.</param>
public readonly record struct Quantity(decimal Value, string Unit)
{
    private const int LongestUnit = 32;

    /// <summary>Reads a quantity.</summary>
    /// <exception cref="FormatException">The text is not one.</exception>
    public static Quantity Parse(string text) =>
        TryParse(text, out var value, out var problem) ? value : throw new FormatException($"'{text}': {problem!.Message}");

    /// <summary>Reads a quantity, or says why not.</summary>
    public static bool TryParse(string text, out Quantity value, out LiteralProblem? problem)
    {
        value = default;
        if (NumberText.Split(text) is not { } parts)
        {
            problem = new(UnitErrors.NotALiteral, "it must be a number with a unit, such as 5 bps or 25_000 USDT");
            return false;
        }

        var unit = parts.Tail.TrimStart(' ');
        if (unit.Length == 0)
        {
            problem = new(UnitErrors.MissingUnit, "it needs a unit, as in 5 bps or 25_000 USDT");
            return false;
        }

        if (!IsUnit(unit))
        {
            problem = new(UnitErrors.NotALiteral, $"{ProblemText.Quote(unit)} is not a unit; a unit is a name such as bps, USDT or %");
            return false;
        }

        problem = NumberText.TryExact(parts.Number, out var number) ? null : new(UnitErrors.OutOfBounds, "the number has more than 28 digits");
        value = new Quantity(number, unit);
        return problem is null;
    }

    /// <summary>Number, blank and unit.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture) + " " + Unit;

    private static bool IsUnit(string text) =>
        text.Length <= LongestUnit && (text == "%" || (char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '%')));
}
