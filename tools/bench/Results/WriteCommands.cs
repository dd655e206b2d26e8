using StreamEngine.Bench.Gates;
using StreamEngine.Bench.Study;

namespace StreamEngine.Bench.Results;

/// <summary><c>write-docs FILE…</c> and <c>write-baseline</c>: what is stored, and the page made of it.</summary>
internal static class WriteCommands
{
    /// <summary>Takes results over into <c>tools/bench/measured.json</c> and writes the page anew.</summary>
    public const string Docs = "write-docs";

    /// <summary>Stores the ratios of <c>tools/bench/measured.json</c> as those the gate holds.</summary>
    public const string Ratios = "write-baseline";

    /// <summary>Runs <see cref="Docs"/>.</summary>
    public static void WriteDocs(Arguments arguments, IReadOnlyList<string> names, TextWriter to)
    {
        var path = Path.Combine(Repository.Root, StoredResults.UsualPath);
        var all = File.Exists(path) ? StoredResults.Parse(File.ReadAllText(path), path) : null;
        foreach (var file in arguments.Words)
        {
            var newer = StoredResults.Parse(File.ReadAllText(file), file);
            all = (all ?? newer with { Benchmarks = [] }).With(newer, names);
        }

        if (all is null)
        {
            throw new ArgumentException($"nothing is stored yet: {Docs} FILE, a file that 'streamengine bench --json' printed");
        }

        File.WriteAllText(path, BenchJson.Text(all.Json()));
        var page = Path.Combine(Repository.Root, PerformancePage.UsualPath);
        File.WriteAllText(page, PerformancePage.Of(all));
        to.WriteLine($"{all.Benchmarks.Count} benchmarks in {StoredResults.UsualPath} and {PerformancePage.UsualPath}");
    }

    /// <summary>Runs <see cref="Ratios"/>.</summary>
    public static void WriteBaseline(TextWriter to)
    {
        var path = Path.Combine(Repository.Root, StoredResults.UsualPath);
        var baseline = Baseline.Of(StoredResults.Parse(File.ReadAllText(path), path).Benchmarks);
        File.WriteAllText(Path.Combine(Repository.Root, Baseline.UsualPath), baseline.Text());
        to.WriteLine($"{baseline.Ratios.Sum(b => b.Value.Count)} ratios of {baseline.Ratios.Count} benchmarks in {Baseline.UsualPath}");
    }
}
