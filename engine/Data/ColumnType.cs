using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace StreamEngine.Data;

/// <summary>The type of a column, written as in pipeline files: <c>float64</c>, <c>enum&lt;buy|sell&gt;</c>, <c>vector&lt;float64, 20&gt;</c>.</summary>
public sealed class ColumnType : IEquatable<ColumnType>
{
    /// <summary>The name every enum has for input outside its set.</summary>
    public const string Unknown = "unknown";

    /// <summary>Most names an enum may have: a code is one byte.</summary>
    public const int MaxEnumNames = 250;

    /// <summary>Most elements of a vector.</summary>
    public const int MaxVectorLength = 65_536;

    private static readonly Dictionary<string, ColumnType> Plain = new(StringComparer.Ordinal);

    private ColumnType(TypeKind kind, IReadOnlyList<string>? names = null, TypeKind element = default, int length = 0)
    {
        Kind = kind;
        Names = names ?? [];
        Element = element;
        Length = length;
        Text = kind switch
        {
            TypeKind.Enum => $"enum<{string.Join('|', Names)}>",
            TypeKind.Vector => string.Create(CultureInfo.InvariantCulture, $"vector<{element.ToString().ToLowerInvariant()}, {length}>"),
            _ => kind.ToString().ToLowerInvariant(),
        };
        if (kind is not (TypeKind.Enum or TypeKind.Vector))
        {
            Plain[Text] = this;
        }
    }

    /// <summary>True or false.</summary>
    public static ColumnType Bool { get; } = new(TypeKind.Bool);

    /// <summary>32-bit integer.</summary>
    public static ColumnType Int32 { get; } = new(TypeKind.Int32);

    /// <summary>64-bit integer.</summary>
    public static ColumnType Int64 { get; } = new(TypeKind.Int64);

    /// <summary>Single precision.</summary>
    public static ColumnType Float32 { get; } = new(TypeKind.Float32);

    /// <summary>Double precision.</summary>
    public static ColumnType Float64 { get; } = new(TypeKind.Float64);

    /// <summary>Exact decimal.</summary>
    public static ColumnType Decimal { get; } = new(TypeKind.Decimal);

    /// <summary>Nanoseconds since the epoch, UTC.</summary>
    public static ColumnType Timestamp { get; } = new(TypeKind.Timestamp);

    /// <summary>Nanoseconds.</summary>
    public static ColumnType Duration { get; } = new(TypeKind.Duration);

    /// <summary>Text.</summary>
    public static ColumnType String { get; } = new(TypeKind.String);

    /// <summary>Dictionary-encoded text.</summary>
    public static ColumnType Symbol { get; } = new(TypeKind.Symbol);

    /// <summary>Validated JSON text.</summary>
    public static ColumnType Json { get; } = new(TypeKind.Json);

    /// <summary>What kind of column this is.</summary>
    public TypeKind Kind { get; }

    /// <summary>The names of an enum in code order, <c>unknown</c> always among them; empty otherwise.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Element kind of a vector.</summary>
    public TypeKind Element { get; }

    /// <summary>Elements a row of a vector.</summary>
    public int Length { get; }

    /// <summary>The type as pipeline files write it.</summary>
    public string Text { get; }

    /// <summary>An enum of the given names; <c>unknown</c> is added at the end when it is not among them.</summary>
    public static ColumnType Enum(params IReadOnlyList<string> names)
    {
        var all = names.Contains(Unknown) ? names : [.. names, Unknown];
        if (all.Count > MaxEnumNames || all.Distinct(StringComparer.Ordinal).Count() != all.Count)
        {
            throw new ArgumentException($"an enum has up to {MaxEnumNames} different names", nameof(names));
        }

        return new ColumnType(TypeKind.Enum, [.. all]);
    }

    /// <summary>A vector of <paramref name="length"/> floats a row.</summary>
    public static ColumnType Vector(TypeKind element, int length)
    {
        if (element is not (TypeKind.Float32 or TypeKind.Float64))
        {
            throw new ArgumentException("a vector holds float32 or float64", nameof(element));
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxVectorLength);
        return new ColumnType(TypeKind.Vector, element: element, length: length);
    }

    /// <summary>Reads a type as pipeline files write it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ColumnType? type)
    {
        type = null;
        var trimmed = text.Trim();
        if (Plain.TryGetValue(trimmed, out type))
        {
            return true;
        }

        if (Inside(trimmed, "enum<") is { } names)
        {
            var parts = names.Split('|', StringSplitOptions.TrimEntries);
            if (parts.Any(string.IsNullOrEmpty) || parts.Length > MaxEnumNames - (parts.Contains(Unknown) ? 0 : 1) || parts.Distinct(StringComparer.Ordinal).Count() != parts.Length)
            {
                return false;
            }

            type = Enum(parts);
            return true;
        }

        if (Inside(trimmed, "vector<")?.Split(',', StringSplitOptions.TrimEntries) is [var element, var count]
            && Plain.TryGetValue(element, out var of) && of.Kind is TypeKind.Float32 or TypeKind.Float64
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && length is > 0 and <= MaxVectorLength)
        {
            type = Vector(Plain[element].Kind, length);
            return true;
        }

        return false;
    }

    /// <summary>The code of a name of this enum; the code of <c>unknown</c> when it has none.</summary>
    public byte CodeOf(ReadOnlySpan<char> name)
    {
        for (var code = 0; code < Names.Count; code++)
        {
            if (name.SequenceEqual(Names[code]))
            {
                return (byte)code;
            }
        }

        return CodeOf(Unknown);
    }

    /// <inheritdoc/>
    public bool Equals(ColumnType? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ColumnType);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string? Inside(string text, string open) =>
        text.StartsWith(open, StringComparison.Ordinal) && text.EndsWith('>') ? text[open.Length..^1] : null;
}
