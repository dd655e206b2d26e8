using StreamEngine.Bench.Oracles;
using StreamEngine.Bench.Workloads.Nexmark;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>The answers to the Nexmark queries against those of SQL (SQLite) over the same events: <c>tests/Golden/nexmark</c>.</summary>
internal sealed class NexmarkBenchmark : Benchmark
{
    /// <inheritdoc/>
    public override string Name => "nexmark";

    /// <inheritdoc/>
    public override string What => "answers to the Nexmark queries against SQL";

    /// <inheritdoc/>
    public override string Options => "--rows 100_000 --pace 1_000 --seed 1";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var events = new NexmarkEvents((int)arguments.Number("rows", 100_000), (int)arguments.Number("pace", 1_000), (ulong)arguments.Number("seed", 1));
        var folder = Directory.CreateTempSubdirectory("nexmark-");
        try
        {
            await NexmarkAnswers.Write(folder.FullName, events);
            var table = new List<string[]> { new[] { "", "rows compared", "differences" } };
            foreach (var line in await OracleScript.Run("nexmark/nexmark.py", folder.FullName))
            {
                if (OracleLine.Parse(line) is { } found)
                {
                    table.Add([found.Kind, Figures.Count(found.Rows), Figures.Count(found.Differences)]);
                }
                else
                {
                    report.Line(line);
                }
            }

            report.Table([.. table]);
            report.Check("queries without a difference", table.Skip(1).Count(row => row[1] != "0" && row[2] == "0"), NexmarkQuery.All.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
