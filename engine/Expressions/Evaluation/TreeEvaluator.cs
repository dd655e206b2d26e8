using System.Globalization;
using System.Numerics;
using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <summary>
/// Evaluates an expression for one row by walking its tree: the readable definition of what expressions mean, and what compiled programs are held to, bit for bit. It shares nothing with them but
/// the typed tree. Slow, boxes every value; used for constants, for the reasons of failed rows, and in tests.
/// </summary>
public static class TreeEvaluator
{
    private const int ProductPlaces = 18;

    private static readonly Outcome Null = default;

    /// <summary>Evaluates an expression.</summary>
    /// <param name="expression">What to evaluate.</param>
    /// <param name="column">Gives the value of an input column, as <see cref="Column.Value"/> does.</param>
    /// <param name="defined">Gives the value of a line further up in the select block.</param>
    public static Outcome Evaluate(TypedExpression expression, Func<string, object?> column, Func<string, Outcome> defined) => expression switch
    {
        ConstantExpression constant => new Outcome(constant.Value),
        ColumnExpression reference => new Outcome(Widen(column(reference.Field.Name))),
        DefinedExpression reference => defined(reference.Name),
        OperationExpression operation => Operate(operation, o => Evaluate(o, column, defined)),
        _ => throw new InvalidOperationException($"no evaluation of {expression.GetType().Name}: a bug in the engine"),
    };

    private static object? Widen(object? value) => value switch
    {
        int number => (long)number,
        float number => (double)number,
        _ => value,
    };

    private static Outcome Operate(OperationExpression node, Func<TypedExpression, Outcome> evaluate)
    {
        var left = evaluate(node.Operands[0]);
        switch (node.Operation)
        {
            case Operation.Else:
                return left.Failure is null ? left : evaluate(node.Operands[1]);
            case var _ when left.Failure is not null:
                return left;
            case Operation.IsNull:
                return new Outcome(left.Value is null);
            case Operation.Coalesce:
                return left.Value is null ? evaluate(node.Operands[1]) : left;
            case Operation.If:
                return left.Value is null ? Null : evaluate(node.Operands[(bool)left.Value ? 1 : 2]);
            case Operation.And or Operation.Or:
                return Logic(node.Operation == Operation.And, left, () => evaluate(node.Operands[1]));
        }

        if (node.Operands.Count == 1)
        {
            return left.Value is null ? Null : Apply(node, left.Value);
        }

        var right = evaluate(node.Operands[1]);
        return right.Failure is not null ? right
            : left.Value is null || right.Value is null ? Null
            : Apply(node.Operation, left.Value, right.Value);
    }

    /// <summary>Kleene's three-valued and (or, dually, or): the dominant value decides alone.</summary>
    private static Outcome Logic(bool isAnd, Outcome left, Func<Outcome> evaluateRight)
    {
        object dominant = !isAnd;
        if (dominant.Equals(left.Value))
        {
            return left;
        }

        var right = evaluateRight();
        return right.Failure is not null || dominant.Equals(right.Value) ? right
            : left.Value is null || right.Value is null ? Null
            : right;
    }

    private static Outcome Apply(OperationExpression node, object value)
    {
        switch (node.Operation)
        {
            case Operation.Not:
                return new Outcome(!(bool)value);
            case Operation.In:
                return new Outcome(node.Set!.Any(item => AreEqual(value, item)));
            case Operation.ToText:
                return new Outcome((string)value);
            case Operation.Element:
                return new Outcome(ElementOf(value, node.Argument));
            case Operation.VectorSum:
                return SumOf(value, node.Argument);
            case Operation.ToFloat:
                return new Outcome(value switch { long x => x, decimal x => NearestFloat(x), _ => (double)value });
            case Operation.ToDecimal:
                return ToDecimal(value, node.Argument);
        }

        return value switch
        {
            double number => Apply(node.Operation, number, node.Argument),
            long number => Apply(node.Operation, number),
            decimal number => Apply(node.Operation, number, node.Argument),
            _ => throw Impossible(node.Operation),
        };
    }

    private static Outcome Apply(Operation operation, double x, int places) => operation switch
    {
        Operation.Negate => new Outcome(-x),
        Operation.Abs => new Outcome(Math.Abs(x)),
        Operation.Floor => new Outcome(Math.Floor(x)),
        Operation.Ceil => new Outcome(Math.Ceiling(x)),
        Operation.Round => new Outcome(Math.Round(x, places, MidpointRounding.ToEven)),
        Operation.Sign => new Outcome(x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0),
        Operation.Sqrt when x < 0 => Outcome.Failed($"square root of {Show(x)}"),
        Operation.Sqrt => new Outcome(Math.Sqrt(x)),
        Operation.Log when x <= 0 => Outcome.Failed($"logarithm of {Show(x)}"),
        Operation.Log => new Outcome(Math.Log(x)),
        Operation.Exp => Finite(Math.Exp(x), "exp overflows"),
        _ => throw Impossible(operation),
    };

    private static Outcome Apply(Operation operation, long x) => operation switch
    {
        Operation.Negate or Operation.Abs when x == long.MinValue => Outcome.Failed("int64 overflow"),
        Operation.Negate => new Outcome(-x),
        Operation.Abs => new Outcome(Math.Abs(x)),
        Operation.Sign => new Outcome((long)Math.Sign(x)),
        _ => throw Impossible(operation),
    };

    private static Outcome Apply(Operation operation, decimal x, int places) => operation switch
    {
        Operation.Negate => new Outcome(-x),
        Operation.Abs => new Outcome(Math.Abs(x)),
        Operation.Floor => new Outcome(decimal.Floor(x)),
        Operation.Ceil => new Outcome(decimal.Ceiling(x)),
        Operation.Round => new Outcome(decimal.Round(x, places, MidpointRounding.ToEven)),
        Operation.Sign => new Outcome((decimal)Math.Sign(x)),
        _ => throw Impossible(operation),
    };

    private static Outcome Apply(Operation operation, object left, object right) => operation switch
    {
        Operation.Equal => new Outcome(AreEqual(left, right)),
        Operation.NotEqual => new Outcome(!AreEqual(left, right)),
        Operation.Less => new Outcome(Order(left, right) < 0),
        Operation.LessOrEqual => new Outcome(Order(left, right) <= 0),
        Operation.Greater => new Outcome(Order(left, right) > 0),
        Operation.GreaterOrEqual => new Outcome(Order(left, right) >= 0),
        _ => (left, right) switch
        {
            (double x, double y) => Apply(operation, x, y),
            (long x, long y) => Apply(operation, x, y),
            (decimal x, decimal y) => Apply(operation, x, y),
            _ => throw Impossible(operation),
        },
    };

    private static bool AreEqual(object left, object right) => (left, right) switch
    {
        (double x, double y) => x == y,
        (string x, string y) => string.Equals(x, y, StringComparison.Ordinal),
        _ => left.Equals(right),
    };

    private static int Order(object left, object right) => ((IComparable)left).CompareTo(right);

    private static Outcome Apply(Operation operation, double x, double y) => operation switch
    {
        Operation.Add => Finite(x + y, "float64 overflow"),
        Operation.Subtract => Finite(x - y, "float64 overflow"),
        Operation.Multiply => Finite(x * y, "float64 overflow"),
        Operation.Divide when y == 0 => Outcome.Failed("division by zero"),
        Operation.Divide => Finite(x / y, "float64 overflow"),
        Operation.Remainder when y == 0 => Outcome.Failed("remainder by zero"),
        Operation.Remainder => new Outcome(x % y),
        Operation.Min => new Outcome(Math.Min(x, y)),
        Operation.Max => new Outcome(Math.Max(x, y)),
        _ => throw Impossible(operation),
    };

    private static Outcome Apply(Operation operation, long x, long y)
    {
        switch (operation)
        {
            case Operation.Min:
                return new Outcome(Math.Min(x, y));
            case Operation.Max:
                return new Outcome(Math.Max(x, y));
            case Operation.Remainder when y == 0:
                return Outcome.Failed("remainder by zero");
        }

        var exact = operation switch
        {
            Operation.Add => (Int128)x + y,
            Operation.Subtract => (Int128)x - y,
            Operation.Multiply => (Int128)x * y,
            Operation.Remainder => (Int128)x % y,
            _ => throw Impossible(operation),
        };
        return exact >= long.MinValue && exact <= long.MaxValue ? new Outcome((long)exact) : Outcome.Failed("int64 overflow");
    }

    private static Outcome Apply(Operation operation, decimal x, decimal y)
    {
        switch (operation)
        {
            case Operation.Min:
                return new Outcome(Math.Min(x, y));
            case Operation.Max:
                return new Outcome(Math.Max(x, y));
            case Operation.Divide when y == 0:
                return Outcome.Failed("division by zero");
            case Operation.Remainder when y == 0:
                return Outcome.Failed("remainder by zero");
        }

        try
        {
            return new Outcome(operation switch
            {
                Operation.Add => x + y,
                Operation.Subtract => x - y,
                Operation.Remainder => Remainder(x, y),
                Operation.Multiply => Multiply(x, y),
                Operation.Divide => Divide(x, y),
                _ => throw Impossible(operation),
            });
        }
        catch (OverflowException)
        {
            return Outcome.Failed("decimal overflow");
        }
    }

    /// <summary>The product as a fraction of whole numbers, rounded once.</summary>
    private static decimal Multiply(decimal x, decimal y) => Quotient(Whole(x) * Whole(y), BigInteger.Pow(10, x.Scale + y.Scale), ProductPlaces);

    private static decimal Divide(decimal x, decimal y) => Quotient(Whole(x) * BigInteger.Pow(10, y.Scale), Whole(y) * BigInteger.Pow(10, x.Scale), ProductPlaces);

    /// <summary>Always exact: it has no more places than the operands and is no larger than either.</summary>
    private static decimal Remainder(decimal x, decimal y)
    {
        var places = Math.Max(x.Scale, y.Scale);
        var rest = BigInteger.Remainder(Whole(x) * BigInteger.Pow(10, places - x.Scale), Whole(y) * BigInteger.Pow(10, places - y.Scale));
        return Quotient(rest, BigInteger.Pow(10, places), places);
    }

    private static BigInteger Whole(decimal x)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(x, bits);
        var magnitude = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
        return x < 0 ? -magnitude : magnitude;
    }

    /// <summary>Rounded half-even to some places, or to as many as fit beside the whole part.</summary>
    private static decimal Quotient(BigInteger numerator, BigInteger denominator, int most)
    {
        for (var places = most; places >= 0; places--)
        {
            var scaled = RoundHalfEven(numerator * BigInteger.Pow(10, places), denominator);
            var magnitude = BigInteger.Abs(scaled);
            if (magnitude.GetBitLength() <= 96)
            {
                var mask = (BigInteger)uint.MaxValue;
                return new decimal((int)(uint)(magnitude & mask), (int)(uint)(magnitude >> 32 & mask), (int)(uint)(magnitude >> 64), scaled.Sign < 0, (byte)places);
            }
        }

        throw new OverflowException();
    }

    private static BigInteger RoundHalfEven(BigInteger numerator, BigInteger denominator)
    {
        var quotient = BigInteger.DivRem(BigInteger.Abs(numerator), BigInteger.Abs(denominator), out var rest);
        var twice = (rest * 2).CompareTo(BigInteger.Abs(denominator));
        if (twice > 0 || (twice == 0 && !quotient.IsEven))
        {
            quotient++;
        }

        return numerator.Sign * denominator.Sign < 0 ? -quotient : quotient;
    }

    private static Outcome ToDecimal(object value, int places)
    {
        try
        {
            return new Outcome(value switch
            {
                long x => x,
                double x => decimal.Round((decimal)x, Math.Min(places, 28), MidpointRounding.ToEven),
                decimal x => decimal.Round(x, Math.Min(places, 28), MidpointRounding.ToEven),
                _ => throw Impossible(Operation.ToDecimal),
            });
        }
        catch (OverflowException)
        {
            return Outcome.Failed($"{Show((double)value)} is out of range for a decimal");
        }
    }

    /// <summary>The float64 nearest to a decimal. A cast is not: its result depends on trailing zeros.</summary>
    private static double NearestFloat(decimal value) => double.Parse(value.ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static double ElementOf(object vector, int index) => vector is float[] singles ? singles[index] : ((double[])vector)[index];

    private static Outcome SumOf(object vector, int count)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += ElementOf(vector, i);
        }

        return Finite(sum, "float64 overflow");
    }

    private static Outcome Finite(double value, string reason) => double.IsFinite(value) ? new Outcome(value) : Outcome.Failed(reason);

    private static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static InvalidOperationException Impossible(Operation operation) => new($"{operation} on operands of this type: a bug in the binder");
}
