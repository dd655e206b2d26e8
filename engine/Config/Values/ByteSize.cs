using System.Globalization;

namespace StreamEngine.Config;

/// <summary>A number of bytes, never negative; in YAML <c>512KiB</c>, <c>64MiB</c>, <c>1GiB</c>.</summary>
public readonly record struct ByteSize(long Bytes) : IComparable<ByteSize>
{
    private const string Allowed = "a size has a unit: B, KiB, MiB, GiB or TiB, as in 64MiB";

    private static readonly (string Unit, long Bytes)[] Units = [("TiB", 1L << 40), ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10), ("B", 1)];

    /// <summary>Reads a size.</summary>
    /// <exception cref="FormatException">The text is not one.</exception>
    public static ByteSize Parse(string text) =>
        TryParse(text, out var value, out var problem) ? value : throw new FormatException($"'{text}': {problem!.Message}");

    /// <summary>Reads a size, or says why not.</summary>
    public static bool TryParse(string text, out ByteSize value, out LiteralProblem? problem)
    {
        value = default;
        if (NumberText.Split(text) is not { } parts)
        {
            problem = new(UnitErrors.NotALiteral, "it must be a size such as 512KiB or 64MiB");
            return false;
        }

        var unit = parts.Tail.TrimStart(' ');
        var index = Array.FindIndex(Units, known => known.Unit == unit);
        if (index < 0)
        {
            var letter = unit.Length > 0 ? char.ToUpperInvariant(unit[0]) : ' ';
            var meant = Array.Find(Units, known => known.Unit[0] == letter).Unit;
            problem = unit.Length == 0
                ? new(UnitErrors.MissingUnit, Allowed)
                : UnitKind.Unfit(unit, UnitKind.Size, Allowed) ?? new(UnitErrors.UnknownUnit, Allowed, meant is null || unit.Length > 3 ? null : Meaning(text, parts.Tail, meant));
            return false;
        }

        if (parts.Number.StartsWith('-'))
        {
            problem = new(UnitErrors.OutOfBounds, "a size cannot be negative");
            return false;
        }

        var size = Units[index].Bytes;
        if (!NumberText.TryExact(parts.Number, out var count) || count > (decimal)long.MaxValue / size)
        {
            problem = new(UnitErrors.OutOfBounds, "a size is less than 8 EiB");
            return false;
        }

        var bytes = (long)(count * size);
        value = new ByteSize(bytes);
        problem = bytes == count * size ? null : new(UnitErrors.OutOfBounds, "a size is a whole number of bytes");
        return problem is null;
    }

    // KB may have been 1000 bytes; kib was KiB
    private static Suggestion Meaning(string text, string tail, string unit)
    {
        var whole = text[..^tail.Length] + unit;
        var question = $"did you mean '{whole}'?";
        return tail.TrimStart(' ').Equals(unit, StringComparison.OrdinalIgnoreCase) ? Suggestion.Replace(question, text, whole) : question;
    }

    /// <inheritdoc/>
    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>The shortest text without a fraction: <c>64MiB</c>, <c>1500B</c>.</summary>
    public override string ToString()
    {
        var bytes = Bytes;
        var (unit, size) = bytes == 0 ? Units[^1] : Array.Find(Units, known => bytes % known.Bytes == 0);
        return (bytes / size).ToString(CultureInfo.InvariantCulture) + unit;
    }
}
