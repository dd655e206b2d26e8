using StreamEngine.Data;
using StreamEngine.Expressions;

namespace StreamEngine.Windows;

/// <summary>Makes the aggregate of a call for the types of its columns.</summary>
internal static class AggregateFactory
{
    /// <summary>The aggregate of a call over rows of a schema.</summary>
    public static Aggregate Make(AggregateCall call, Schema input)
    {
        var columns = call.Arguments.Select(input.IndexOf).ToArray();
        var column = columns.Length > 0 ? columns[0] : -1;
        var type = column < 0 ? ColumnType.Bool : input[column].Type;
        return call.Function switch
        {
            "count" => new CountAggregate(columns),
            "sum" or "mean" => Sum(type, column, call.Function == "mean"),
            "min" or "max" => Extreme(type, column, call.Function == "min" ? -1 : 1),
            "first" or "last" => Edge(type, column, call.Function == "last"),
            "var" or "std" => new VarianceAggregate(column, call.Function == "std"),
            "vwap" when type.Kind == TypeKind.Decimal => new DecimalVwapAggregate(column, columns[1]),
            "vwap" => new FloatVwapAggregate(column, columns[1]),
            "distinct" => Distinct(type, column),
            "quantile" or "median" => new QuantileAggregate(column, call.Parameter),
            "top" => new TopAggregate(column, (int)call.Parameter),
            _ => throw new InvalidOperationException($"no aggregate '{call.Function}': a bug in the operator"),
        };
    }

    private static Aggregate Sum(ColumnType type, int column, bool isMean) => type.Kind switch
    {
        TypeKind.Decimal => new DecimalSumAggregate(column, isMean),
        TypeKind.Float64 or TypeKind.Float32 => new FloatSumAggregate(column, isMean),
        _ => new WholeSumAggregate(column, isMean),
    };

    private static Aggregate Extreme(ColumnType type, int column, int sign) => type.Kind switch
    {
        TypeKind.Decimal => new ExtremeAggregate<decimal>(column, sign),
        TypeKind.Float64 => new ExtremeAggregate<double>(column, sign),
        TypeKind.Float32 => new ExtremeAggregate<float>(column, sign),
        TypeKind.Int32 => new ExtremeAggregate<int>(column, sign),
        _ => new ExtremeAggregate<long>(column, sign),
    };

    private static Aggregate Edge(ColumnType type, int column, bool isLast) => type.Kind switch
    {
        TypeKind.Bool => Edge<bool>(column, isLast),
        TypeKind.Enum => Edge<byte>(column, isLast),
        TypeKind.Decimal => Edge<decimal>(column, isLast),
        TypeKind.Float64 => Edge<double>(column, isLast),
        TypeKind.Float32 => Edge<float>(column, isLast),
        TypeKind.Int32 => Edge<int>(column, isLast),
        TypeKind.Symbol or TypeKind.String => new EdgeAggregate<string>(column, isLast, static (c, row) => (string)c.Value(row)!, static (to, value) => to.AppendObject(value)),
        _ => Edge<long>(column, isLast),
    };

    private static EdgeAggregate<T> Edge<T>(int column, bool isLast) where T : unmanaged =>
        new(column, isLast, static (c, row) => ((ValueColumn<T>)c)[row], static (to, value) => ((ValueBuilder<T>)to).Append(value));

    private static Aggregate Distinct(ColumnType type, int column) => type.Kind switch
    {
        TypeKind.Symbol or TypeKind.String => new DistinctAggregate<string>(column, static (c, row) => (string)c.Value(row)!),
        TypeKind.Decimal => new DistinctAggregate<decimal>(column, static (c, row) => ((ValueColumn<decimal>)c)[row]),
        TypeKind.Float64 => new DistinctAggregate<double>(column, static (c, row) => ((ValueColumn<double>)c)[row]),
        TypeKind.Float32 => new DistinctAggregate<float>(column, static (c, row) => ((ValueColumn<float>)c)[row]),
        TypeKind.Int32 => new DistinctAggregate<int>(column, static (c, row) => ((ValueColumn<int>)c)[row]),
        TypeKind.Bool => new DistinctAggregate<bool>(column, static (c, row) => ((ValueColumn<bool>)c)[row]),
        TypeKind.Enum => new DistinctAggregate<byte>(column, static (c, row) => ((ValueColumn<byte>)c)[row]),
        _ => new DistinctAggregate<long>(column, static (c, row) => ((ValueColumn<long>)c)[row]),
    };
}
