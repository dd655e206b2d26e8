namespace StreamEngine.Config;

/// <summary>The forms of scalars as regular expressions (ECMA-262, as JSON Schema has them). They say what the parsers of this folder accept, ranges apart.</summary>
internal static class LiteralPatterns
{
    /// <summary>A number: digits with single underscores, a point, an exponent.</summary>
    public const string Number = @"[+-]?([0-9]+(_[0-9]+)*(\.[0-9]+(_[0-9]+)*)?|\.[0-9]+(_[0-9]+)*)([eE][+-]?[0-9]{1,4})?";

    /// <summary>A whole number that YAML takes for text, for its underscores.</summary>
    public const string Grouped = "[+-]?[0-9]+(_[0-9]+)+";

    /// <summary>A number that YAML takes for text, for its underscores.</summary>
    public const string GroupedNumber = "(?=[^_]*_)" + Number;

    /// <summary>A whole scalar that stands for a value: <c>$name</c>, <c>env:NAME</c>.</summary>
    public const string Reference = @"(\$[a-z][a-z0-9_]*|env:.+)";

    /// <summary>A secret.</summary>
    public const string Secret = @"(\$[a-z][a-z0-9_]*|env:.+|secret:.+)";

    /// <summary>Text that something is put into.</summary>
    public const string Joined = @"(.*\$.*|env:.+)";

    /// <summary>A length of time.</summary>
    public const string Duration = Unsigned + " *(ns|us|ms|s|m|h|d)";

    /// <summary>A number of bytes.</summary>
    public const string ByteSize = Unsigned + " *(B|KiB|MiB|GiB|TiB)";

    /// <summary>So many in a time.</summary>
    public const string Rate = Unsigned + @" */ *([0-9][0-9_.eE+-]*)? *(ns|us|ms|s|m|h|d)( per +[A-Za-z0-9_]{1,64})? *";

    private const string Unsigned = @"\+?([0-9]+(_[0-9]+)*(\.[0-9]+(_[0-9]+)*)?|\.[0-9]+(_[0-9]+)*)([eE][+-]?[0-9]{1,4})?";

    /// <summary>A number with one of the units, or any.</summary>
    public static string Quantity(IReadOnlyList<string>? units) =>
        Number + " *(" + (units is null ? "%|[A-Za-z][A-Za-z0-9_%-]{0,31}" : string.Join('|', units.Select(System.Text.RegularExpressions.Regex.Escape))) + ")";

    /// <summary>A pattern for the whole of a text.</summary>
    public static string Whole(params IReadOnlyList<string> forms) => "^(" + string.Join('|', forms) + ")$";
}
