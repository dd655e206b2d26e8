using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <summary>An aggregate: how it is written, what it takes and what type comes out.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Least">Fewest arguments.</param>
/// <param name="Most">Most arguments.</param>
/// <param name="Usage">How it is written.</param>
/// <param name="Takes">The types it takes, in words.</param>
public sealed record AggregateFunction(string Name, int Least, int Most, string Usage, string Takes)
{
    /// <summary>Most values that <c>top</c> keeps.</summary>
    public const int MostOfTop = 1_000;

    private const string Number = "a number";
    private const string Ordered = "a number, a timestamp or a duration";
    private const string Any = "any column but vectors and JSON";

    /// <summary>All aggregates by name.</summary>
    public static readonly IReadOnlyDictionary<string, AggregateFunction> All = new AggregateFunction[]
    {
        new("count", 0, 1, "count() or count(x)", Any),
        new("sum", 1, 1, "sum(x)", "a number or a duration"),
        new("min", 1, 1, "min(x)", Ordered),
        new("max", 1, 1, "max(x)", Ordered),
        new("first", 1, 1, "first(x)", Any),
        new("last", 1, 1, "last(x)", Any),
        new("mean", 1, 1, "mean(x)", Number),
        new("var", 1, 1, "var(x)", "a float or an integer"),
        new("std", 1, 1, "std(x)", "a float or an integer"),
        new("vwap", 2, 2, "vwap(price, qty)", "two numbers of one kind"),
        new("distinct", 1, 1, "distinct(x)", Any),
        new("quantile", 2, 2, "quantile(x, 0.5)", "a float or an integer"),
        new("median", 1, 1, "median(x)", "a float or an integer"),
        new("top", 2, 2, "top(x, 5)", "a float or an integer"),
    }.ToDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>The columns of <c>ohlc(x)</c> and the aggregate each of them is.</summary>
    public static readonly IReadOnlyList<(string Column, string Function)> OfOhlc = [("open", "first"), ("high", "max"), ("low", "min"), ("close", "last")];

    /// <summary>Whether a call of a name with so many arguments is an aggregate: <c>min(x)</c> is, <c>min(a, b)</c> is a function of one row.</summary>
    public static bool Is(string name, int arguments) => All.TryGetValue(name, out var function) && (name is not ("min" or "max") || arguments <= function.Most);

    /// <summary>Type of the result for arguments of these types; null when it takes no such.</summary>
    public ColumnType? Result(IReadOnlyList<ColumnType> arguments, double parameter)
    {
        var kind = arguments.Count > 0 ? arguments[0].Kind : TypeKind.Bool;
        var isFloat = kind is TypeKind.Float64 or TypeKind.Float32 or TypeKind.Int64 or TypeKind.Int32;
        var isNumber = isFloat || kind == TypeKind.Decimal;
        switch (Name)
        {
            case "count" or "distinct":
                return kind is TypeKind.Vector or TypeKind.Json ? null : ColumnType.Int64;
            case "first" or "last":
                return kind is TypeKind.Vector or TypeKind.Json ? null : arguments[0];
            case "sum":
                return isNumber || kind == TypeKind.Duration ? Wide(arguments[0]) : null;
            case "min" or "max":
                return isNumber || kind is TypeKind.Timestamp or TypeKind.Duration ? arguments[0] : null;
            case "mean":
                return isFloat ? ColumnType.Float64 : isNumber ? ColumnType.Decimal : null;
            case "vwap":
                var decimals = arguments.Count(a => a.Kind == TypeKind.Decimal);
                return decimals == 2 ? ColumnType.Decimal : decimals == 0 && isFloat && arguments[1].Kind is TypeKind.Float64 or TypeKind.Float32 or TypeKind.Int64 or TypeKind.Int32 ? ColumnType.Float64 : null;
            case "top":
                return isFloat ? ColumnType.Vector(TypeKind.Float64, (int)parameter) : null;
            default:
                return isFloat ? ColumnType.Float64 : null;
        }
    }

    /// <summary>Reads the second argument of <c>quantile</c> and <c>top</c>; what is wrong with it, or null.</summary>
    internal string? ReadParameter(object? value, out double parameter)
    {
        parameter = value switch { long whole => whole, double number => number, _ => double.NaN };
        return Name == "top"
            ? value is long && parameter is >= 1 and <= MostOfTop ? null : string.Create(CultureInfo.InvariantCulture, $"the count of top must be a whole number from 1 to {MostOfTop}, written as such")
            : parameter is >= 0 and <= 1 ? null : "the part of quantile must be a number from 0 to 1, written as such";
    }

    private static ColumnType Wide(ColumnType type) => type.Kind switch
    {
        TypeKind.Int32 => ColumnType.Int64,
        TypeKind.Float32 => ColumnType.Float64,
        _ => type,
    };
}
