using System.Globalization;
using StreamEngine.Simulation.Cases;

namespace StreamEngine.Simulation.Expressions;

/// <summary>An expression of a case: how it is written, and what it means, a row at a time (docs/language.md).</summary>
/// <param name="Type">Type of its value.</param>
internal abstract record SimExpr(CellType Type)
{
    private const string Fails = "SE9103";

    /// <summary>As it is written.</summary>
    public abstract string Text { get; }

    /// <summary>Columns it names.</summary>
    public abstract IEnumerable<string> Columns { get; }

    /// <summary>Its value for a row; null for unknown.</summary>
    /// <exception cref="RowFailure">It has none.</exception>
    public abstract object? Of(IReadOnlyDictionary<string, object?> row);

    private static object? Finite(double value) => double.IsFinite(value) ? value : throw new RowFailure(Fails);

    /// <summary>A column.</summary>
    public sealed record Column(string Name, CellType Type) : SimExpr(Type)
    {
        /// <inheritdoc/>
        public override string Text => Name;

        /// <inheritdoc/>
        public override IEnumerable<string> Columns => [Name];

        /// <inheritdoc/>
        public override object? Of(IReadOnlyDictionary<string, object?> row) => row.GetValueOrDefault(Name);
    }

    /// <summary>A constant.</summary>
    public sealed record Constant(object Value, CellType Type) : SimExpr(Type)
    {
        /// <inheritdoc/>
        public override string Text => Value switch
        {
            string text => $"'{text}'",
            double number => number.ToString("0.0###############", CultureInfo.InvariantCulture),
            bool truth => truth ? "true" : "false",
            _ => Convert.ToString(Value, CultureInfo.InvariantCulture)!,
        };

        /// <inheritdoc/>
        public override IEnumerable<string> Columns => [];

        /// <inheritdoc/>
        public override object? Of(IReadOnlyDictionary<string, object?> row) => Value;
    }

    /// <summary><c>+ - * %</c> and <c>/</c>, of two numbers of one type.</summary>
    public sealed record Arithmetic(char Sign, SimExpr Left, SimExpr Right) : SimExpr(Left.Type)
    {
        /// <inheritdoc/>
        public override string Text => $"({Left.Text} {Sign} {Right.Text})";

        /// <inheritdoc/>
        public override IEnumerable<string> Columns => Left.Columns.Concat(Right.Columns);

        /// <inheritdoc/>
        public override object? Of(IReadOnlyDictionary<string, object?> row)
        {
            var (left, right) = (Left.Of(row), Right.Of(row));
            return (left, right) switch
            {
                (null, _) or (_, null) => null,
                (double a, double b) => Finite(Sign switch { '+' => a + b, '-' => a - b, '*' => a * b, '/' => a / b, _ => a % b }),
                (long a, long b) => Whole(a, b),
                _ => throw new InvalidOperationException($"{Text}: {left.GetType()} and {right.GetType()}"),
            };
        }

        private object? Whole(long a, long b)
        {
            try
            {
                return checked(Sign switch { '+' => a + b, '-' => a - b, '*' => a * b, _ => a % b });
            }
            catch (ArithmeticException)
            {
                throw new RowFailure(Fails);
            }
        }
    }

    /// <summary><c>= != &lt; &lt;= &gt; &gt;=</c>.</summary>
    public sealed record Comparison(string Sign, SimExpr Left, SimExpr Right) : SimExpr(CellType.Bool)
    {
        /// <inheritdoc/>
        public override string Text => $"({Left.Text} {Sign} {Right.Text})";

        /// <inheritdoc/>
        public override IEnumerable<string> Columns => Left.Columns.Concat(Right.Columns);

        /// <inheritdoc/>
        public override object? Of(IReadOnlyDictionary<string, object?> row)
        {
            var (left, right) = (Left.Of(row), Right.Of(row));
            if (left is null || right is null)
            {
                return null;
            }

            var order = left is string text ? string.CompareOrdinal(text, (string)right) : ((IComparable)left).CompareTo(right);
            return Sign switch { "=" => order == 0, "!=" => order != 0, "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 };
        }
    }

    /// <summary><c>and</c>, <c>or</c>, of three values; the right side is not asked when the left one decides, and then cannot fail.</summary>
    public sealed record Both(bool Decides, SimExpr Left, SimExpr Right) : SimExpr(CellType.Bool)
    {
        /// <inheritdoc/>
        public override string Text => $"({Left.Text} {(Decides ? "or" : "and")} {Right.Text})";

        /// <inheritdoc/>
        public override IEnumerable<string> Columns => Left.Columns.Concat(Right.Columns);

        /// <inheritdoc/>
        public override object? Of(IReadOnlyDictionary<string, object?> row)
        {
            var left = Left.Of(row);
            if (Equals(left, Decides))
            {
                return Decides;
            }

            var right = Right.Of(row);
            return Equals(right, Decides) ? Decides : left is null || right is null ? null : !Decides;
        }
    }

    /// <summary><c>not</c>.</summary>
    public sealed record Not(SimExpr Inner) : SimExpr(CellType.Bool)
    {
        /// <inheritdoc/>
        public override string Text => $"(not {Inner.Text})";

        /// <inheritdoc/>
        public override IEnumerable<string> Columns => Inner.Columns;

        /// <inheritdoc/>
        public override object? Of(IReadOnlyDictionary<string, object?> row) => Inner.Of(row) is bool truth ? !truth : null;
    }

    /// <summary><c>is null</c>, <c>is not null</c>.</summary>
    public sealed record IsNull(SimExpr Inner, bool Negated) : SimExpr(CellType.Bool)
    {
        /// <inheritdoc/>
        public override string Text => $"({Inner.Text} is {(Negated ? "not " : "")}null)";

        /// <inheritdoc/>
        public override IEnumerable<string> Columns => Inner.Columns;

        /// <inheritdoc/>
        public override object? Of(IReadOnlyDictionary<string, object?> row) => Inner.Of(row) is null != Negated;
    }

    /// <summary><c>x in [a, b]</c>.</summary>
    public sealed record In(SimExpr Inner, IReadOnlyList<Constant> Values) : SimExpr(CellType.Bool)
    {
        /// <inheritdoc/>
        public override string Text => $"({Inner.Text} in [{string.Join(", ", Values.Select(v => v.Text))}])";

        /// <inheritdoc/>
        public override IEnumerable<string> Columns => Inner.Columns;

        /// <inheritdoc/>
        public override object? Of(IReadOnlyDictionary<string, object?> row) => Inner.Of(row) is { } value ? Values.Any(v => v.Value.Equals(value)) : null;
    }

    /// <summary><c>a else b</c>.</summary>
    public sealed record Else(SimExpr Inner, SimExpr? Instead) : SimExpr(Inner.Type)
    {
        /// <inheritdoc/>
        public override string Text => $"({Inner.Text} else {Instead?.Text ?? "null"})";

        /// <inheritdoc/>
        public override IEnumerable<string> Columns => Inner.Columns.Concat(Instead?.Columns ?? []);

        /// <inheritdoc/>
        public override object? Of(IReadOnlyDictionary<string, object?> row)
        {
            try
            {
                return Inner.Of(row);
            }
            catch (RowFailure)
            {
                return Instead?.Of(row);
            }
        }
    }

    /// <summary><c>if a then b else c</c>; what is not asked for cannot fail.</summary>
    public sealed record If(SimExpr Condition, SimExpr Then, SimExpr Otherwise) : SimExpr(Then.Type)
    {
        /// <inheritdoc/>
        public override string Text => $"(if {Condition.Text} then {Then.Text} else {Otherwise.Text})";

        /// <inheritdoc/>
        public override IEnumerable<string> Columns => Condition.Columns.Concat(Then.Columns).Concat(Otherwise.Columns);

        /// <inheritdoc/>
        public override object? Of(IReadOnlyDictionary<string, object?> row) => Condition.Of(row) switch
        {
            true => Then.Of(row),
            false => Otherwise.Of(row),
            _ => null,
        };
    }

    /// <summary><c>coalesce</c>, <c>min</c>, <c>max</c>, <c>abs</c>.</summary>
    public sealed record Call(string Function, IReadOnlyList<SimExpr> Arguments) : SimExpr(Arguments[0].Type)
    {
        /// <inheritdoc/>
        public override string Text => $"{Function}({string.Join(", ", Arguments.Select(a => a.Text))})";

        /// <inheritdoc/>
        public override IEnumerable<string> Columns => Arguments.SelectMany(a => a.Columns);

        /// <inheritdoc/>
        public override object? Of(IReadOnlyDictionary<string, object?> row)
        {
            if (Function == "coalesce")
            {
                return Arguments.Select(a => a.Of(row)).FirstOrDefault(v => v is not null);
            }

            var values = Arguments.Select(a => a.Of(row)).ToList();
            if (values.Contains(null))
            {
                return null;
            }

            return Function switch
            {
                "abs" => values[0] is double x ? Math.Abs(x) : Math.Abs((long)values[0]!),
                "min" => values.Min(),
                _ => values.Max(),
            };
        }
    }
}
