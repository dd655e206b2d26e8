using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Tests.Expressions;

/// <summary>Writes random well-typed expressions as text, and random columns for them. With <paramref name="lanes"/> only what has a vector form.</summary>
internal sealed class RandomExpressions(int seed, bool lanes)
{
    private static readonly double[] Floats = [0.0, -0.0, 1, -1, 0.1, 2.5, -2.5, 0.5, 3.5, 100.25, double.MaxValue, -double.MaxValue, double.Epsilon, -double.Epsilon, 1e-310, 1e300, 709.5, 4503599627370496.5, 9007199254740993, 1e15 + 0.5, 0.49999999999999994];
    private static readonly long[] Longs = [0, 1, -1, 2, 7, -13, 1000, long.MaxValue, long.MinValue, long.MaxValue - 1, 1L << 53, (1L << 53) + 1, -(1L << 62), 4611686018427387905];
    private static readonly decimal[] Decimals = [0m, 1m, -1m, 0.1m, 2.5m, 1.000000000000000005m, -0.000000000000000001m, 0.5m, 123456789.123456789m, 79228162514264337593543950335m, -79228162514264337593543950335m, 0.0000000015m, 3m, 1e10m];
    private static readonly string[] Texts = ["BTC", "ETH", "", "buy", "é", "SOL", "it's"];

    private readonly Random _random = new(seed);
    private bool _risky;

    public static Schema Schema { get; } = new(null, [
        new("ts", ColumnType.Timestamp),
        .. Pair("b", ColumnType.Bool), .. Pair("i", ColumnType.Int32), .. Pair("l", ColumnType.Int64), .. Pair("f", ColumnType.Float32), .. Pair("d", ColumnType.Float64),
        .. Pair("m", ColumnType.Decimal), .. Pair("t", ColumnType.Timestamp), .. Pair("u", ColumnType.Duration), .. Pair("s", ColumnType.String), .. Pair("y", ColumnType.Symbol),
        .. Pair("e", ColumnType.Enum("buy", "sell")), .. Pair("v", ColumnType.Vector(TypeKind.Float64, 3)), .. Pair("w", ColumnType.Vector(TypeKind.Float32, 2)), .. Pair("j", ColumnType.Json)]);

    public Batch Rows(int count, SymbolTables symbols, BufferPool pool)
    {
        var columns = new Column?[Schema.Fields.Count];
        for (var c = 0; c < columns.Length; c++)
        {
            var field = Schema[c];
            var builder = ColumnBuilder.For(field.Name, field.Type, symbols, pool, count);
            for (var i = 0; i < count; i++)
            {
                builder.AppendObject(field.Nullable && _random.Next(4) == 0 ? null : c == 0 ? (long)i : Value(field.Type));
            }

            columns[c] = builder.Build();
        }

        var at = new ValueBuilder<long>(ColumnType.Timestamp, pool, count);
        for (var i = 0; i < count; i++)
        {
            at.Append((long)i);
        }

        return new Batch(Schema, columns, (ValueColumn<long>)at.Build(), count, 0);
    }

    /// <summary>An expression of a random type whose failures are mostly caught.</summary>
    public string Next() => Root(Pick(lanes ? "bbllddddtu" : "bblllddddmmmtusye"));

    public string Condition() => Root('b');

    public int Below(int limit) => _random.Next(limit);

    private string Root(char type)
    {
        _risky = false;
        var text = Make(type, 1 + _random.Next(6));
        return _risky || _random.Next(4) != 0 ? $"({text}) else {(_random.Next(2) == 0 ? "null" : Leaf(type))}" : text;
    }

    private static Field[] Pair(string name, ColumnType type) => [new Field(name + "0", type), new Field(name + "1", type, Nullable: true)];

    private char Pick(string from) => from[_random.Next(from.Length)];

    private T Any<T>(params T[] from) => from[_random.Next(from.Length)];

    private object Value(ColumnType type) => type.Kind switch
    {
        TypeKind.Bool => _random.Next(2) == 0,
        TypeKind.Int32 => Any(0, 1, -1, int.MaxValue, int.MinValue, _random.Next(-50, 50)),
        TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration => _random.Next(2) == 0 ? Any(Longs) : _random.Next(-20, 20),
        TypeKind.Float32 => Any(0f, -0f, 1.5f, -2.25f, float.MaxValue, float.Epsilon, (float)_random.NextDouble()),
        TypeKind.Float64 => _random.Next(2) == 0 ? Any(Floats) : _random.Next(3) == 0 ? _random.NextInt64(-1000, 1000) / 4.0 : (_random.NextDouble() - 0.5) * 100,
        TypeKind.Decimal => _random.Next(2) == 0 ? Any(Decimals) : _random.NextInt64(-1_000_000_000_000, 1_000_000_000_000) / 1_000_000_000m,
        TypeKind.String or TypeKind.Symbol => Any(Texts),
        TypeKind.Enum => Any("buy", "sell", "unknown"),
        TypeKind.Vector when type.Element == TypeKind.Float64 => new[] { Any(Floats), Any(Floats), _random.NextDouble() },
        TypeKind.Vector => new[] { Any(1f, -0f, float.MaxValue), (float)_random.NextDouble() },
        _ => "{}",
    };

    private string Leaf(char type)
    {
        if (_random.Next(4) != 0)
        {
            var suffix = _random.Next(2);
            var name = type switch { 'l' => Pick("il"), 'd' => Pick("fd"), _ => type };
            return $"{name}{suffix}";
        }

        return type switch
        {
            'b' => Any("true", "false"),
            'l' => Any("0", "1", "-3", "9223372036854775807", "7"),
            'd' => Any("0.0", "-0.0", "1.5", "1e300", "0.1", "-2.5", "5e-324"),
            'm' => Any("decimal(1, 0)", "decimal(0.1, 3)", "decimal(-2.5, 18)"),
            't' => "t0",
            'u' => Any("250ms", "1ns", "-3s"),
            's' or 'y' => $"coalesce({type}1, '{Any("BTC", "it''s", "none")}')",
            _ => "e0",
        };
    }

    private string Make(char type, int depth)
    {
        if (depth <= 0)
        {
            return Leaf(type);
        }

        string Of(char of) => Make(of, depth - 1 - _random.Next(2));
        switch (_random.Next(10))
        {
            case 0:
                return $"(if {Of('b')} then {Of(type)} else {Of(type)})";
            case 1:
                return $"coalesce({Of(type)}, {Of(type)})";
            case 2:
                return $"({Of(type)} else {Of(type)})";
            case 3:
                return Leaf(type);
        }

        switch (type)
        {
            case 'b':
                return MakeBool(Of);
            case 'l':
                return lanes
                    ? Any($"({Of('l')} {Any("+", "-")} {Of('l')})", $"{Any("min", "max")}({Of('l')}, {Of('l')})", $"{Any("abs", "sign", "-")}({Of('l')})", $"sign({Of('u')})", $"clamp({Of('l')}, -5, {Of('l')})")
                    : Any($"({Of('l')} {Any("+", "-", "*")} {Of('l')})", Risky($"{Of('l')} % {Of('l')}", 'l'), $"{Any("min", "max")}({Of('l')}, {Of('l')})", $"{Any("abs", "sign", "-", "round", "floor")}({Of('l')})", $"sign({Of('u')})");
            case 'd':
                return MakeFloat(Of);
            case 'm':
                return Any(
                    $"({Of('m')} {Any("+", "-", "*", "*")} {Of(Pick("ml"))})", Risky($"{Of('m')} {Any("/", "/", "%")} {Of(Pick("mml"))}", 'm'), $"({Of('l')} * {Of('m')})", $"{Any("min", "max")}({Of('m')}, {Of('m')})",
                    $"{Any("abs", "sign", "-", "floor", "ceil", "round")}({Of('m')})", $"round({Of('m')}, {_random.Next(19)})", $"decimal({Of(Pick("dml"))}, {_random.Next(19)})", $"({Of('m')} * 0.25)");
            case 't':
                return Any($"({Of('t')} {Any("+", "-")} {Of('u')})", $"({Of('u')} + {Of('t')})", $"{Any("min", "max")}({Of('t')}, {Of('t')})");
            case 'u':
                return lanes
                    ? Any($"({Of('t')} - {Of('t')})", $"({Of('u')} {Any("+", "-")} {Of('u')})", $"{Any("abs", "-")}({Of('u')})")
                    : Any($"({Of('t')} - {Of('t')})", $"({Of('u')} {Any("+", "-")} {Of('u')})", $"({Of('u')} * {Of('l')})", $"({Of('l')} * {Of('u')})", $"{Any("abs", "-")}({Of('u')})");
            default:
                return Leaf(type);
        }
    }

    private string MakeFloat(Func<char, string> of)
    {
        var common = _random.Next(lanes ? 8 : 12);
        return common switch
        {
            0 or 1 => $"({of('d')} {Any("+", "-", "*")} {of(Pick("dl"))})",
            2 => $"({of(Pick("dl"))} {Any("+", "-", "*")} {of('d')})",
            3 => Risky($"{of(Pick("dl"))} / {of(Pick("dl"))}", 'd'),
            4 => $"{Any("min", "max")}({of('d')}, {of('d')})",
            5 => $"{Any("abs", "sign", "-", "floor", "ceil", "round")}({of('d')})",
            6 => Risky($"sqrt({of('d')})", 'd'),
            7 => Any($"clamp({of('d')}, {of('d')}, {of('d')})", $"float({of('l')})", Risky($"{of('u')} / {of('u')}", 'd')),
            8 => Risky($"{Any("exp", "log")}({of('d')})", 'd'),
            9 => Any(Risky($"{of('d')} % {of('d')}", 'd'), $"({of('d')} % 0.75)"),
            10 => Any($"round({of('d')}, {_random.Next(16)})", $"float({of(Pick("mlu"))})"),
            _ => Any("v0[1]", "v1[0]", "w1[1]", "sum(v1)", "sum(w0)", "sum(v0, first 2)"),
        };
    }

    private string MakeBool(Func<char, string> of)
    {
        switch (_random.Next(lanes ? 8 : 11))
        {
            case 0 or 1:
                return $"({of('b')} {Any("and", "or")} {of('b')})";
            case 2:
                return $"(not {of('b')})";
            case 3:
                return $"({of(Pick(lanes ? "bldtu" : "bldmtusye"))} is {Any("", "not ")}null)";
            case 4:
                var type = Pick(lanes ? "ldtu" : "ldmtu");
                return $"({of(type)} {Any("=", "!=", "<", "<=", ">", ">=")} {of(type)})";
            case 5:
                return $"({of('l')} {Any("=", "<", ">=")} {of('d')})";
            case 6:
                return Any($"(y{_random.Next(2)} {Any("=", "!=")} 'ETH')", $"(y1 {Any("in", "not in")} ['BTC', 'new', 'é'])", $"(e1 {Any("=", "!=")} 'sell')", "(e0 in ['buy', 'unknown'])", "(e0 = e1)", "(v1 is null)", "(j1 is not null)", "(s1 is null)");
            case 7:
                return Any($"({of('l')} in [1, -3, 0])", $"({of('d')} {Any("in", "not in")} [0, 2.5, 1e300])", $"({of('b')} {Any("=", "!=")} {of('b')})");
            case 8:
                return Any($"({of(Pick("sye"))} {Any("=", "!=")} {of(Pick("sye"))})", $"({of(Pick("sye"))} = 'buy')", $"(s1 {Any("in", "not in")} ['BTC', 'it''s'])");
            case 9:
                return $"({of('m')} {Any("in", "not in")} [1, 2.5, 3])";
            default:
                return Any("(l1 in [1,2,3,4,5,6,7,8,9,10])", "(d0 in [1,2,3,4,5,6,7,8,9,10.5])", "(y1 in ['a','b','c','d','e','f','g','h','BTC'])", "(e1 in ['buy', 'sell'])", $"({of('l')} in [{of('l')}, {of('l')}])");
        }
    }

    private string Risky(string text, char type)
    {
        if (_random.Next(2) == 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"({text} else {(_random.Next(2) == 0 ? "null" : Leaf(type))})");
        }

        _risky = true;
        return $"({text})";
    }
}
