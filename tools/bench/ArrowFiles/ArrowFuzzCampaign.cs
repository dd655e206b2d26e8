using System.Globalization;

namespace StreamEngine.Bench.ArrowFiles;

/// <summary>Reads many mutants in children and counts what must not be.</summary>
/// <param name="seed">Seed of the mutants.</param>
/// <param name="plant">Bug to put in; <c>none</c>.</param>
/// <param name="stall">Milliseconds after which a child that stands still is ended.</param>
/// <param name="keep">Folder for the mutants that did it; empty for none.</param>
internal sealed class ArrowFuzzCampaign(int seed, string plant, int stall, string keep)
{
    private const int Chunk = 25_000;
    private const int Repeats = 3;

    private readonly ArrowMutants _mutants = new(seed);

    /// <summary>Good files the mutants are made of.</summary>
    public int Files => _mutants.Files;

    /// <summary>Mutants read.</summary>
    public int Mutants { get; private set; }

    /// <summary>Mutants that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Mutants at which a child died, by anything but a typed refusal with file and offset.</summary>
    public List<int> Crashes { get; } = [];

    /// <summary>Mutants over the limit of time, each of three times alone.</summary>
    public List<int> Hangs { get; } = [];

    /// <summary>Mutants over the limit of memory.</summary>
    public List<int> Allocations { get; } = [];

    /// <summary>Mutants that were slow once and not again: the machine was busy.</summary>
    public int Acquitted { get; private set; }

    /// <summary>Most milliseconds of a mutant that was not run again.</summary>
    public double Slowest { get; private set; }

    /// <summary>Most bytes allocated by a mutant, as a share of its limit.</summary>
    public double Most { get; private set; }

    /// <summary>What the last child that died said.</summary>
    public string Errors { get; private set; } = "";

    /// <summary>Reads mutants 0 to <paramref name="count"/>.</summary>
    public async Task Run(int count, Action<int>? tell = null)
    {
        using var process = new ArrowFuzzProcess(seed, plant, stall);
        for (var from = 0; from < count;)
        {
            var to = Math.Min(count, from + Chunk);
            var (last, stalled, isDone, lines, errors) = await process.Run(from, to);
            foreach (var line in lines)
            {
                await Take(line.Split(' '), process);
            }

            if (stalled)
            {
                await Suspect(last, process);
            }
            else if (!isDone)
            {
                Errors = errors;
                Keep("crash", last < 0 ? throw new InvalidOperationException($"the child did not start: {errors}") : last, Crashes);
            }

            from = isDone ? to : last + 1;
            Mutants = from;
            tell?.Invoke(from);
        }
    }

    private async Task Take(string[] words, ArrowFuzzProcess process)
    {
        switch (words[0])
        {
            case "done":
                Refused += Number(words[2]);
                Slowest = Math.Max(Slowest, double.Parse(words[3], CultureInfo.InvariantCulture));
                Most = Math.Max(Most, double.Parse(words[4], CultureInfo.InvariantCulture));
                break;
            case "allocation":
                Keep("allocation", Number(words[1]), Allocations);
                break;
            case "time":
                await Suspect(Number(words[1]), process);
                break;
        }
    }

    private async Task Suspect(int number, ArrowFuzzProcess process)
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
            File.WriteAllBytes(Path.Combine(keep, string.Create(CultureInfo.InvariantCulture, $"{what}-{seed}-{number}.arrow")), _mutants.Bytes(number));
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
