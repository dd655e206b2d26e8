using System.Globalization;

namespace StreamEngine.Bench.Fuzzing;

/// <summary>Reads many fuzzed files in children and counts what must not be.</summary>
/// <param name="target">What is fuzzed: <c>yaml</c> or <c>arrow</c>.</param>
/// <param name="seed">Seed of the files.</param>
/// <param name="plant">Bug to put in; <c>none</c>.</param>
/// <param name="stall">Milliseconds after which a child that stands still is ended.</param>
/// <param name="keep">Folder for the files that did it; empty for none.</param>
internal sealed class FuzzCampaign(string target, int seed, string plant, int stall, string keep)
{
    private const int Chunk = 25_000;
    private const int Repeats = 3;

    private readonly Fuzzed _fuzzed = Fuzzed.Of(target, seed);

    /// <summary>Files read.</summary>
    public int Files { get; private set; }

    /// <summary>Files that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Files at which a child died.</summary>
    public List<int> Crashes { get; } = [];

    /// <summary>Files over the limit of time, each of three times alone.</summary>
    public List<int> Hangs { get; } = [];

    /// <summary>Files over the limit of memory.</summary>
    public List<int> Allocations { get; } = [];

    /// <summary>Files that were slow once and not again: the machine was busy.</summary>
    public int Acquitted { get; private set; }

    /// <summary>Most milliseconds of a file that was not run again.</summary>
    public double Slowest { get; private set; }

    /// <summary>Most bytes allocated by a file.</summary>
    public long Most { get; private set; }

    /// <summary>Most bytes allocated by a file, as a share of its limit.</summary>
    public double MostShare { get; private set; }

    /// <summary>What the last child that died said.</summary>
    public string Errors { get; private set; } = "";

    /// <summary>Reads files 0 to <paramref name="count"/>.</summary>
    public async Task Run(int count, Action<int>? tell = null)
    {
        using var process = new FuzzProcess(target, seed, plant, stall);
        for (var from = 0; from < count;)
        {
            var to = Math.Min(count, from + Chunk);
            var outcome = await process.Run(from, to);
            await Take(outcome, process);
            from = outcome.IsDone ? to : outcome.Last + 1;
            Files = from;
            tell?.Invoke(from);
        }
    }

    private async Task Take(FuzzOutcome outcome, FuzzProcess process)
    {
        foreach (var line in outcome.Lines.Select(l => l.Split(' ')))
        {
            switch (line[0])
            {
                case "done":
                    Refused += Number(line[2]);
                    Slowest = Math.Max(Slowest, double.Parse(line[3], CultureInfo.InvariantCulture));
                    Most = Math.Max(Most, long.Parse(line[4], CultureInfo.InvariantCulture));
                    MostShare = Math.Max(MostShare, double.Parse(line[5], CultureInfo.InvariantCulture));
                    break;
                case "allocation":
                    Keep("allocation", Number(line[1]), Allocations);
                    break;
                case "time":
                    await Suspect(Number(line[1]), process);
                    break;
            }
        }

        if (outcome.Stalled)
        {
            await Suspect(outcome.Last, process);
        }
        else if (!outcome.IsDone)
        {
            Errors = outcome.Errors;
            Keep("crash", outcome.Last < 0 ? throw new InvalidOperationException($"the child did not start: {outcome.Errors}") : outcome.Last, Crashes);
        }
    }

    private async Task Suspect(int number, FuzzProcess process)
    {
        for (var i = 0; i < Repeats; i++)
        {
            var again = await process.Run(number, number + 1);
            if (again.IsDone && !again.Lines.Any(l => l.StartsWith("time ", StringComparison.Ordinal)))
            {
                Acquitted++;
                return;
            }
        }

        Keep("hang", number, Hangs);
    }

    private void Keep(string what, int number, List<int> list)
    {
        list.Add(number);
        if (keep.Length > 0)
        {
            Directory.CreateDirectory(keep);
            File.WriteAllBytes(Path.Combine(keep, string.Create(CultureInfo.InvariantCulture, $"{what}-{seed}-{number}.{target}")), _fuzzed.Bytes(number));
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
