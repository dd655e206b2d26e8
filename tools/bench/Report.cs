namespace StreamEngine.Bench;

/// <summary>What benchmarks print: a heading, tables, and checks; 80 columns.</summary>
internal sealed class Report(TextWriter to)
{
    private const int Width = 80;

    /// <summary>Checks that did not hold.</summary>
    public int Failures { get; private set; }

    /// <summary>Prints a benchmark's heading.</summary>
    public void Start(Benchmark benchmark)
    {
        var head = $"── {benchmark.Name}: {benchmark.What} ";
        to.WriteLine();
        to.WriteLine(head.PadRight(Width, '─'));
    }

    /// <summary>Prints rows in columns as wide as they need, the first to the left, the others to the right.</summary>
    public void Table(params IReadOnlyList<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows.Max(r => r.Length)).Select(c => rows.Where(r => r.Length > c).Max(r => r[c].Length)).ToArray();
        foreach (var row in rows)
        {
            to.WriteLine(string.Join("  ", row.Select((cell, c) => c == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[c]))).TrimEnd());
        }
    }

    /// <summary>Prints a line.</summary>
    public void Line(string text) => to.WriteLine(Wrap(text, text.StartsWith("  ", StringComparison.Ordinal) ? "    " : "  "));

    /// <summary>Prints whether two independent figures agree, and remembers when they do not.</summary>
    public void Check<T>(string what, T got, T expected) where T : IEquatable<T>
    {
        var holds = got.Equals(expected);
        Failures += holds ? 0 : 1;
        to.WriteLine(holds ? $"  ok      {what}: {got}" : $"  WRONG   {what}: {got}, expected {expected}");
    }

    /// <summary>Prints an answer that is not the reference's, and remembers it.</summary>
    public void Wrong(string what)
    {
        Failures++;
        to.WriteLine(Wrap($"  WRONG   {what}", "          "));
    }

    /// <summary>Prints whether a goal was reached. A goal missed is no wrong result: it does not fail the run.</summary>
    public void Goal(string what, bool reached, string figure) => to.WriteLine(Wrap($"  {(reached ? "goal   " : "MISSED ")} {what}: {figure}", "          "));

    /// <summary>A line broken at blanks so that it fits; lines after the first begin with <paramref name="indent"/>.</summary>
    public static string Wrap(string text, string indent)
    {
        var lines = new List<string>();
        while (text.Length > Width && text.LastIndexOf(' ', Width) is var at && at > indent.Length)
        {
            lines.Add(text[..at]);
            text = indent + text[(at + 1)..];
        }

        return string.Join('\n', [.. lines, text]);
    }
}
