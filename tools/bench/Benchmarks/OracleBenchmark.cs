using System.Globalization;
using StreamEngine.Bench.Oracles;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>Windows and joins of every kind over seeded rows that come out of order, against SQL (SQLite), market bars against a script: the pipelines, queries and scripts of <c>tests/Golden</c>.</summary>
internal sealed class OracleBenchmark : Benchmark
{
    /// <inheritdoc/>
    public override string Name => "oracle";

    /// <inheritdoc/>
    public override string What => "windows, market bars and joins against SQL and a script";

    /// <inheritdoc/>
    public override string Options => "--rows 20_000 --seed 1 --workers 1 --of all (or windows, joins)";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var rows = arguments.Number("rows", 20_000).ToString(CultureInfo.InvariantCulture);
        var seed = arguments.Number("seed", 1).ToString(CultureInfo.InvariantCulture);
        var of = arguments.Text("of", "all");
        var folder = Directory.CreateTempSubdirectory("oracle-");
        var table = new List<string[]> { new[] { "", "by", "rows compared", "differences" } };
        var before = table.Count;
        try
        {
            if (of is "all" or "windows")
            {
                var path = Path.Combine(folder.FullName, "rows.csv");
                await OracleScript.Run("windows/windows.py", "make", "--rows", rows, "--seed", seed, path);
                await Pipelines.RunFile(OracleScript.Golden("windows/windows.yaml"), ("rows", path), ("out", folder.FullName), ("workers", arguments.Number("workers", 1).ToString(CultureInfo.InvariantCulture)));
                Take(await OracleScript.Run("windows/windows.py", "compare", path, folder.FullName), "window", "SQL");
                Take(await OracleScript.Run("windows/market_bars.py", path, folder.FullName), "bar", "script");
            }

            if (of is "all" or "joins")
            {
                var data = Path.Combine(folder.FullName, "joins");
                await OracleScript.Run("Joins/joins.py", "make", "--rows", rows, "--seed", seed, data);
                await Pipelines.RunFile(OracleScript.Golden("Joins/joins.yaml"), ("data", data), ("out", folder.FullName));
                Take(await OracleScript.Run("Joins/joins.py", "check", data, folder.FullName), "join", "SQL");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        report.Table([.. table]);
        report.Check($"kinds without a difference, of {table.Count - before}", table.Skip(before).Count(row => row[3] == "0" && row[2] != "0"), table.Count - before);

        void Take(IEnumerable<string> lines, string what, string by)
        {
            foreach (var line in lines)
            {
                if (OracleLine.Parse(line) is { } found)
                {
                    table.Add([$"{what} {found.Kind}", by, Figures.Count(found.Rows), Figures.Count(found.Differences)]);
                }
                else
                {
                    report.Line(line);
                }
            }
        }
    }
}
