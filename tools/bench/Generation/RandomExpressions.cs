using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Bench.Generation;

/// <summary>Expressions that are right for some columns, drawn by a seeded generator.</summary>
internal sealed class RandomExpressions(Random random)
{
    /// <summary>Params of the file that hold a number, and lists of symbols.</summary>
    public List<string> Limits { get; } = [];

    /// <summary>Params that hold a list of symbols.</summary>
    public List<string> SymbolLists { get; } = [];

    /// <summary>A condition.</summary>
    public string Condition(IReadOnlyList<Field> columns, int depth = 0)
    {
        if (depth < 2 && random.Next(3) == 0)
        {
            var (left, right) = (Condition(columns, depth + 1), Condition(columns, depth + 1));
            return random.Next(3) switch { 0 => $"({left} or {right})", 1 => $"not ({left})", _ => $"{left} and {right}" };
        }

        var column = columns[random.Next(columns.Count)];
        return column.Type.Kind switch
        {
            TypeKind.Float64 or TypeKind.Int64 => $"{Number(column)} {Pick(">", "<", ">=", "<=", "=", "!=")} {Limit(column)}",
            TypeKind.Enum => $"{column.Name} {Pick("=", "!=")} '{column.Type.Names[random.Next(column.Type.Names.Count)]}'",
            TypeKind.Symbol when SymbolLists.Count > 0 && random.Next(2) == 0 => $"{column.Name} in ${SymbolLists[random.Next(SymbolLists.Count)]}",
            TypeKind.Symbol => random.Next(2) == 0 ? $"{column.Name} = 'BTCUSDT'" : $"{column.Name} in ['BTCUSDT', 'ETHUSDT']",
            TypeKind.Bool => random.Next(2) == 0 ? column.Name : $"not {column.Name}",
            _ => $"{column.Name} is {Pick("", "not ")}null",
        };
    }

    /// <summary>Lines of <c>select</c> and the columns they make; the columns in <paramref name="kept"/> are among them.</summary>
    public (IReadOnlyList<string> Lines, IReadOnlyList<Field> Columns) Select(IReadOnlyList<Field> columns, IReadOnlyList<string> kept)
    {
        var lines = new List<string>();
        var made = new List<Field>();
        var all = random.Next(4) == 0;
        var taken = all ? columns : [.. columns.Where(c => kept.Contains(c.Name) || random.Next(2) == 0)];
        lines.AddRange(all ? ["*"] : taken.Select(c => c.Name));
        made.AddRange(taken);
        var numbers = columns.Where(c => c.Type.Kind == TypeKind.Float64).ToList();
        for (var i = 0; numbers.Count > 0 && i < random.Next(4); i++)
        {
            var (name, a, b) = ($"made_{i}_{random.Next(1000)}", numbers[random.Next(numbers.Count)].Name, numbers[random.Next(numbers.Count)].Name);
            lines.Add(name + Pick(" = ", "  =  ") + (random.Next(7) switch
            {
                0 => $"{a} / {b} else null",
                1 => $"log(abs({a}) + 1) else null",
                2 => $"if {a} is null then 0 else 1",
                3 => $"clamp(float(sign({a})), 0.0, 1.5)",
                4 => $"round({a} * 10_000, 2)  # a comment, of [one] line",
                5 => $"sqrt({a} * {a}) else 0",
                _ => $"-{a} * {b}",
            }));
        }

        if (random.Next(5) == 0)
        {
            lines.Insert(random.Next(lines.Count + 1), random.Next(2) == 0 ? "" : "# what follows");
        }

        return (lines, made);
    }

    private string Number(Field column) => random.Next(4) switch { 0 => $"abs({column.Name})", 1 => $"{column.Name} * 2", _ => column.Name };

    private string Limit(Field column) =>
        column.Type.Kind == TypeKind.Float64 && Limits.Count > 0 && random.Next(2) == 0 ? "$" + Limits[random.Next(Limits.Count)]
        : column.Type.Kind == TypeKind.Int64 ? random.Next(1000).ToString(CultureInfo.InvariantCulture)
        : Pick("0", "0.5", "1e-3", "25_000", "100.25");

    private string Pick(params ReadOnlySpan<string> of) => of[random.Next(of.Length)];
}
