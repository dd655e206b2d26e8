using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary>A line of an aggregating <c>select</c>: one call over one or two columns.</summary>
/// <param name="Name">Name of the result.</param>
/// <param name="Function">The function.</param>
/// <param name="Columns">Its columns; none for <c>count()</c>.</param>
internal sealed record SimAggregate(string Name, string Function, IReadOnlyList<string> Columns)
{
    /// <summary>The line.</summary>
    public string Line => $"{Name} = {Function}({string.Join(", ", Columns)})";

    /// <summary>The column of the result.</summary>
    public SimColumn Column(IReadOnlyList<SimColumn> input)
    {
        var of = Columns.Count > 0 ? input.First(c => c.Name == Columns[0]) : null;
        return Function switch
        {
            "count" or "distinct" => new SimColumn(Name, CellType.Int64, false),
            "min" or "max" or "first" or "last" => new SimColumn(Name, of!.Type, HasUnit: of.HasUnit),
            _ => new SimColumn(Name, CellType.Float64, HasUnit: true), // a mean of a price is a price
        };
    }

    /// <summary>Its value over the rows of a window, by event time and then stream order.</summary>
    public object? Of(IReadOnlyList<SimRow> rows)
    {
        if (Columns.Count == 0)
        {
            return (long)rows.Count;
        }

        var values = rows.Select(r => r[Columns[0]]).Where(v => v is not null).ToList();
        return Function switch
        {
            "count" => (long)values.Count,
            "distinct" => (long)values.Distinct().Count(),
            _ when values.Count == 0 => null,
            "first" => values[0],
            "last" => values[^1],
            "min" => values.Min(),
            "max" => values.Max(),
            "sum" => Finite(Sum(values, Exact.OfDecimal)),
            "mean" => Finite(Sum(values, Exact.OfDecimal) / new Exact(values.Count, 1)),
            _ => values.Count < 2 ? null : Finite(Variance(values)),
        };
    }

    private static Exact Sum(List<object?> values, Func<double, Exact> of) => values.Aggregate(Exact.Zero, (sum, v) => sum + of((double)v!));

    private static Exact Variance(List<object?> values)
    {
        if (values.Exists(v => !double.IsFinite((double)v! * (double)v)))
        {
            throw new OutsideReferenceException("a square out of range");
        }

        var n = new Exact(values.Count, 1);
        var sum = Sum(values, Exact.OfBinary);
        var squares = Sum(values, x => Exact.OfBinary(x) * Exact.OfBinary(x));
        return ((n * squares) - (sum * sum)) / (n * new Exact(values.Count - 1, 1));
    }

    private static double Finite(Exact value) => value.Nearest() is var near && double.IsFinite(near) ? near : throw new OutsideReferenceException("a result out of range");
}
