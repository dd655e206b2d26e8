using StreamEngine.Simulation.Cases;

namespace StreamEngine.Simulation.Expressions;

/// <summary>Draws expressions over given columns.</summary>
internal sealed class ExprDraw(Random random)
{
    private static readonly double[] Floats = [0, 1, 2.5, -1, 100, 99.75, 0.1, 1000000];

    /// <summary>A condition; null where no column is fit for one.</summary>
    public SimExpr? Condition(IReadOnlyList<SimColumn> columns, int depth = 2)
    {
        if (depth > 0 && random.Next(4) == 0)
        {
            return Condition(columns, depth - 1) is { } left && Condition(columns, depth - 1) is { } right
                ? random.Next(3) == 0 ? new SimExpr.Not(left) : new SimExpr.Both(random.Next(2) == 0, left, right)
                : null;
        }

        var fit = columns.Where(c => !c.HasUnit && c.Type is (CellType.Float64 or CellType.Int64 or CellType.Symbol or CellType.Bool)).ToList();
        if (fit.Count == 0)
        {
            return null;
        }

        var column = fit[random.Next(fit.Count)];
        var read = new SimExpr.Column(column.Name, column.Type);
        if (column.Nullable && random.Next(5) == 0)
        {
            return new SimExpr.IsNull(read, random.Next(2) == 0);
        }

        return column.Type switch
        {
            CellType.Bool => read,
            CellType.Symbol when random.Next(2) == 0 => new SimExpr.In(read, [.. Draw(1 + random.Next(3), () => new SimExpr.Constant(RowDraw.Keys[random.Next(RowDraw.Keys.Count)], CellType.Symbol))]),
            CellType.Symbol => new SimExpr.Comparison(random.Next(2) == 0 ? "=" : "!=", read, new SimExpr.Constant(RowDraw.Keys[random.Next(RowDraw.Keys.Count)], CellType.Symbol)),
            CellType.Int64 => new SimExpr.Comparison(random.Next(2) == 0 ? "=" : "!=",
                new SimExpr.Arithmetic('%', read, Whole(2 + random.Next(3))), Whole(random.Next(2))),
            _ => new SimExpr.Comparison(Sign(), Float(columns, 1)!, Float(columns, 0)!),
        };
    }

    /// <summary>A number; null where there is no column of one.</summary>
    public SimExpr? Number(IReadOnlyList<SimColumn> columns, int depth = 2) =>
        random.Next(4) == 0 && columns.Any(c => c.Type == CellType.Int64) ? Int(columns, depth) : Float(columns, depth);

    private SimExpr? Float(IReadOnlyList<SimColumn> columns, int depth)
    {
        var fit = columns.Where(c => !c.HasUnit && c.Type == CellType.Float64).ToList();
        if (fit.Count == 0)
        {
            return null;
        }

        if (depth == 0)
        {
            return random.Next(3) == 0 ? new SimExpr.Constant(Floats[random.Next(Floats.Length)], CellType.Float64) : Read(fit);
        }

        var (left, right) = (Float(columns, depth - 1)!, Float(columns, depth - 1)!);
        return random.Next(9) switch
        {
            0 => new SimExpr.Arithmetic('+', left, right),
            1 => new SimExpr.Arithmetic('-', left, right),
            2 => new SimExpr.Arithmetic('*', left, right),
            3 => new SimExpr.Else(new SimExpr.Arithmetic('/', left, right), random.Next(2) == 0 ? null : new SimExpr.Constant(1.5, CellType.Float64)),
            4 => new SimExpr.Call("coalesce", [Read(fit), right]),
            5 => new SimExpr.Call(random.Next(2) == 0 ? "min" : "max", [left, right]),
            6 => new SimExpr.Call("abs", [Read(fit)]),
            7 when Condition(columns, 0) is { } condition => new SimExpr.If(condition, left, right),
            _ => Read(fit),
        };
    }

    private SimExpr Int(IReadOnlyList<SimColumn> columns, int depth)
    {
        var fit = columns.Where(c => c.Type == CellType.Int64).ToList();
        return depth == 0 || random.Next(3) == 0
            ? Read(fit)
            : new SimExpr.Arithmetic("+-*%"[random.Next(4)], Int(columns, depth - 1), Whole(2 + random.Next(5)));
    }

    private SimExpr.Column Read(List<SimColumn> fit)
    {
        var column = fit[random.Next(fit.Count)];
        return new SimExpr.Column(column.Name, column.Type);
    }

    private static SimExpr.Constant Whole(long value) => new(value, CellType.Int64);

    private string Sign() => random.Next(4) switch { 0 => "<", 1 => "<=", 2 => ">", _ => ">=" };

    private static IEnumerable<T> Draw<T>(int count, Func<T> one) => Enumerable.Range(0, count).Select(_ => one());
}
