using StreamEngine.Config;

namespace StreamEngine.Sources.Mapping;

/// <summary>How one column of the stream is read from a file of somebody else's making.</summary>
public sealed record ColumnOptions
{
    /// <summary>
    /// Where the value stands. CSV: the name in the header, or the position from 1. JSON: a path such as <c>data.k.o</c> or <c>b[0][1]</c>; under <c>explode</c>, <c>item</c> is the element and
    /// <c>item_of</c> the path of its array. Not written: the column of the same name. Where no <c>schema</c> is given, a type that stands alone is the column's type.
    /// </summary>
    [Shorthand]
    public string? From { get; init; }

    /// <summary>Type of a column that the schema has not, or of every column when no schema is given, such as float64 or enum&lt;a|b&gt;; with <c>?</c> behind it a row may lack the value.</summary>
    public string? Type { get; init; }

    /// <summary>
    /// How a time is written: s, ms, us or ns since 1970 (with a fraction, taken exactly); auto (one of these by its size, or RFC 3339); rfc3339; or a pattern such as <c>yyyy-MM-dd HH:mm:ss.F</c> or
    /// <c>%Y-%m-%d %H:%M:%S</c>. It must lie between 2000 and 2100. Not written: auto where <c>from</c> is, else as the sinks write times (ns, or RFC 3339).
    /// </summary>
    public string? Time { get; init; }

    /// <summary>Offset of times that a pattern reads without one, such as +03:00; UTC where it is not written.</summary>
    public string? Zone { get; init; }

    /// <summary>The day from which s, ms, us or ns count, such as 2022-12-13, in place of 1970-01-01.</summary>
    public string? Since { get; init; }

    /// <summary>Added to each time, such as the length of a bar to get its end.</summary>
    public Duration? Add { get; init; }

    /// <summary>What one in the file is: of a number percent, bps, ppm or a power of ten such as 1e-8; of a duration ns, us, ms, s, m, h or d.</summary>
    public string? Unit { get; init; }

    /// <summary>Texts in the file and what they mean, such as <c>"true": sell</c>. For enum and bool columns others are errors, unless <c>'*'</c> is among them; for other columns they stay as they are.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>A value that every row has, in place of <c>from</c>.</summary>
    public string? Value { get; init; }

    /// <summary>The value of rows that lack it.</summary>
    public string? Default { get; init; }

    /// <summary>Text between the parts of a field that holds several values.</summary>
    public string? Split { get; init; }

    /// <summary>Which part behind <c>split</c>, from 1.</summary>
    [Range(1, 1000)]
    public int Part { get; init; } = 1;

    /// <summary>Whether numbers were computed in floating point: then more than 15 digits are read where they are the shortest text of their value, as the sinks write them.</summary>
    public bool Computed { get; init; }
}
