using System.Diagnostics;
using System.Text;
using StreamEngine.Bench.Attacks;
using StreamEngine.Bench.Study;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>Files made by hand to bring the engine down: each is refused with line and column, and soon.</summary>
internal sealed class AttacksBenchmark : Benchmark
{
    private const string File = "attack.yaml";
    private const double Milliseconds = 50;
    private const int Slowest = 8;

    /// <inheritdoc/>
    public override string Name => "attacks";

    /// <inheritdoc/>
    public override string What => "hand-made attacks: refused with a place, and when";

    /// <inheritdoc/>
    public override string Options => "--rounds 3";

    /// <inheritdoc/>
    public override Task Run(Arguments arguments, Report report)
    {
        var folder = Directory.CreateTempSubdirectory("attacks");
        try
        {
            var attacks = TextAttacks.All().Concat(PipelineAttacks.All()).Concat(DeviceAttacks.All(folder.FullName)).Select(a => (a.Name, Bytes: Encoding.UTF8.GetBytes(a.Text))).ToList();
            var results = attacks.Select(a => Attack(a.Name, a.Bytes, (int)arguments.Number("rounds", 3))).OrderByDescending(r => r.Milliseconds).ToList();
            report.Table([["attack", "ms", "MiB allocated", "first place"], .. results.Take(Slowest).Select(r => new[] { r.Name, Figures.Places(r.Milliseconds, 1), Figures.Mib(r.Bytes), r.Place })]);
            report.Line($"  …and {Figures.Count(results.Count - Slowest)} more; all are in tools/bench/Attacks");
            report.Goal("attacks, at least 200", results.Count >= 200, Figures.Count(results.Count));
            report.Check("not refused with line and column", string.Join(", ", results.Where(r => r.Place.Length == 0).Select(r => r.Name)), "");
            report.Goal($"each within {Milliseconds} ms", results[0].Milliseconds <= Milliseconds, $"{results.Count(r => r.Milliseconds <= Milliseconds)} of {results.Count}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return Task.CompletedTask;
    }

    // the least time of some rounds, after one that is not counted
    private static (string Name, double Milliseconds, long Bytes, string Place) Attack(string name, byte[] bytes, int rounds)
    {
        var (least, allocated, place) = (double.MaxValue, 0L, "");
        for (var round = 0; round <= rounds; round++)
        {
            var problems = new Problems();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            PipelineFile.Bind(File, bytes, Validation.Registry, new BindSettings(), problems);
            var lines = problems.InOrder().Select(ProblemText.Line).ToList();
            least = round == 0 ? least : Math.Min(least, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            place = problems.HasErrors && lines.TrueForAll(l => l.StartsWith(File + ":", StringComparison.Ordinal)) ? problems.InOrder()[0].Span.ToString() : "";
        }

        return (name, least, allocated, place);
    }
}
