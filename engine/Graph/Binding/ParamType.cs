using System.Globalization;
using StreamEngine.Config;
using StreamEngine.Data;

namespace StreamEngine.Graph;

/// <summary>The type of a parameter: a scalar kind, <c>enum&lt;a|b&gt;</c>, or <c>list&lt;…&gt;</c> of one.</summary>
public sealed record ParamType
{
    /// <summary>The scalar kinds.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["bool", "int64", "float64", "decimal", "string", "symbol", "path", "duration", "rate", "timestamp"];

    private ParamType(string text, string kind, IReadOnlyList<string> names, bool isList)
    {
        Text = text;
        Kind = kind;
        Names = names;
        IsList = isList;
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>One of <see cref="Kinds"/>, or <c>enum</c>.</summary>
    public string Kind { get; }

    /// <summary>The names of an enum.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether it is a list.</summary>
    public bool IsList { get; }

    /// <summary>The type of one item of a list; the type itself where it is none.</summary>
    public ParamType Item => IsList ? new ParamType(Text.Trim()[5..^1].Trim(), Kind, Names, isList: false) : this;

    /// <summary>Reads a type; null when there is none of this text.</summary>
    public static ParamType? Parse(string text)
    {
        var inner = text.Trim();
        var isList = inner.StartsWith("list<", StringComparison.Ordinal) && inner.EndsWith('>');
        inner = isList ? inner[5..^1].Trim() : inner;
        if (Kinds.Contains(inner))
        {
            return new ParamType(text, inner, [], isList);
        }

        if (inner.StartsWith("enum<", StringComparison.Ordinal) && inner.EndsWith('>'))
        {
            var names = inner[5..^1].Split('|', StringSplitOptions.TrimEntries);
            return names.Length > 0 && names.All(n => n.Length > 0) ? new ParamType(text, "enum", names, isList) : null;
        }

        return null;
    }

    /// <summary>Reads one value of the kind; null, and what is wrong, when the text is none.</summary>
    public object? Read(string text, out string? wrong)
    {
        wrong = null;
        object? value = Kind switch
        {
            "bool" => text is "true" ? true : text is "false" ? false : null,
            "int64" => NumberText.TryInteger(text, out var v) ? v : null,
            "float64" => NumberText.TryDouble(text, out var v) ? v : null,
            "decimal" => NumberText.TryDecimal(text, out var v) ? v : null,
            "duration" => Duration.TryParse(text, out var v, out _) ? v : null,
            "rate" => Rate.TryParse(text, out var v, out _) ? v : null,
            "timestamp" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var v) ? v : null,
            "enum" => Names.Contains(text) ? text : null,
            "path" => text.Length > 0 ? new FilePath(text) : null,
            _ => text,
        };
        if (value is null)
        {
            wrong = Kind == "enum"
                ? $"{ProblemText.Quote(text)} is none of {string.Join(", ", Names)}"
                : $"{ProblemText.Quote(text)} is not {(Kind is "int64" ? "an" : "a")} {Kind}";
        }

        return value;
    }

    /// <summary>The value as a constant of expressions; null where expressions have no such type.</summary>
    public (ColumnType Type, object Value)? Constant(object value) => value switch
    {
        bool => (ColumnType.Bool, value),
        long => (ColumnType.Int64, value),
        double => (ColumnType.Float64, value),
        decimal => (ColumnType.Decimal, value),
        Duration d => (ColumnType.Duration, d.Nanoseconds),
        DateTimeOffset t => (ColumnType.Timestamp, (t.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100),
        FilePath p => (ColumnType.String, p.Path),
        string s => (ColumnType.String, s),
        _ => null,
    };
}
