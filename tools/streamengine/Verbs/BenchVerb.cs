using System.CommandLine;
using System.Diagnostics;
using StreamEngine.Cli.Screen;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>bench [NAME]</c>: starts the benchmark tool, which knows the benchmarks and their options.</summary>
internal sealed class BenchVerb : Verb
{
    private const string Tool = "bench.dll";

    private readonly Argument<string?> _name = new("NAME") { Description = "one benchmark, or 'all', 'gate', 'write-docs', 'write-baseline'; without it, those with goals", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _quick = new("--quick") { Description = "fewer rows and rounds: for a look, not for a figure to keep" };

    public BenchVerb(Terminal terminal)
        : base(terminal, "bench", "measure the engine against loops written by hand",
            "Measures pipelines against the loops a good engineer would write over the same rows, in one process, in turns; answers are checked bit for bit, and one that differs has no figure. 'gate' holds the "
            + "ratios to the stored ones and fails on a loss over 15 %. A benchmark's own options follow its name: --rows 1_000_000 --rounds 5. A name that is none prints the list.",
            "streamengine bench w1 --quick", "streamengine bench gate w3 --tries 2")
    {
        Add(_name);
        Add(_quick);
        Add(Json);
        TreatUnmatchedTokensAsErrors = false;
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false };
        start.ArgumentList.Add(Find());
        string?[] words = [parsed.GetValue(_name), .. parsed.UnmatchedTokens, parsed.GetValue(_quick) ? "--quick" : null, parsed.GetValue(Json) ? "--json" : null];
        foreach (var word in words.OfType<string>())
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start) ?? throw new IOException("'dotnet' cannot be started");
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>The tool beside this program, else where it is built in the repository, in the same configuration.</summary>
    private static string Find()
    {
        var own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var configuration = Path.GetFileName(Path.GetDirectoryName(own)) ?? "Release";
        string?[] places = [Path.Combine(own, Tool), RepositoryFolder.Find() is { } root ? Path.Combine(root, "tools", "bench", "bin", configuration, Path.GetFileName(own), Tool) : null];
        return places.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException($"the benchmarks are not built: ./streamengine bench builds them, or dotnet build tools/bench -c {configuration}");
    }
}
