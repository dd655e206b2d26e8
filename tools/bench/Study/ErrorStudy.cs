using StreamEngine.Bench.Study.Mutations;
using StreamEngine.Config;

namespace StreamEngine.Bench.Study;

/// <summary>Draws mutants by a seed and judges a validator by them.</summary>
internal sealed class ErrorStudy
{
    private const int Passes = 60;

    /// <summary>What is shipped: the validator of <c>streamengine validate</c>.</summary>
    public static readonly Validator Shipped = static (file, text) =>
    {
        var problems = new Problems();
        file.Bind(text, problems);
        return problems.InOrder();
    };

    private ErrorStudy(IReadOnlyList<Verdict> verdicts, int pairs, IReadOnlyList<(Mutant First, Mutant Second, IReadOnlyList<Problem> Errors)> missedPairs)
    {
        Verdicts = verdicts;
        Pairs = pairs;
        MissedPairs = missedPairs;
    }

    /// <summary>All verdicts.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; }

    /// <summary>Files with two mistakes.</summary>
    public int Pairs { get; }

    /// <summary>Those of which one was not reported.</summary>
    public IReadOnlyList<(Mutant First, Mutant Second, IReadOnlyList<Problem> Errors)> MissedPairs { get; }

    /// <summary>Makes <paramref name="eachKind"/> mutants of each kind, as many as there are places for, and judges.</summary>
    public static ErrorStudy Of(IReadOnlyList<StudyFile> files, int eachKind, int seed, Validator validator)
    {
        var random = new Random(seed);
        var mutants = Draw(files, eachKind, random);
        var judge = new Judge(validator);
        var missed = new List<(Mutant, Mutant, IReadOnlyList<Problem>)>();
        var pairs = Pair(mutants, random, mutants.Count / 3);
        foreach (var (first, second) in pairs)
        {
            if (!judge.FindsBoth(first, second, out var errors))
            {
                missed.Add((first, second, errors));
            }
        }

        return new ErrorStudy([.. mutants.Select(judge.On)], pairs.Count, missed);
    }

    /// <summary>Different mutants, for each kind as many as asked for or as there are.</summary>
    public static IReadOnlyList<Mutant> Draw(IReadOnlyList<StudyFile> files, int eachKind, Random random)
    {
        var drawn = new Dictionary<MutantKind, List<Mutant>>();
        var texts = new HashSet<(string, string)>();
        for (var pass = 0; pass < Passes && (pass == 0 || drawn.Values.Any(list => list.Count < eachKind)); pass++)
        {
            var made = files.SelectMany(file => Mutation.All.SelectMany(m => m.Of(file, random))).ToArray();
            random.Shuffle(made);
            foreach (var mutant in made)
            {
                var kind = mutant.CountsAs;
                if (!drawn.TryGetValue(kind, out var list))
                {
                    drawn[kind] = list = [];
                }

                if (list.Count < eachKind && mutant.Text != mutant.File.Text && texts.Add((mutant.File.Path, mutant.Text)))
                {
                    list.Add(mutant);
                }
            }
        }

        return [.. drawn.OrderBy(d => d.Key).SelectMany(d => d.Value)];
    }

    /// <summary>Pairs of mutants of one file in different nodes, neither of which hides the other: the file can be read, and no node of one reads from a node of the other.</summary>
    private static List<(Mutant First, Mutant Second)> Pair(IReadOnlyList<Mutant> mutants, Random random, int count)
    {
        var pairs = new List<(Mutant, Mutant)>();
        var readable = mutants.Where(m => m is { IsReadable: true, MayStayValid: false, Kind: not (MutantKind.Cycle or MutantKind.Dangling or MutantKind.UnfittingEdge) } && m.Node.Length > 0).ToList();
        for (var attempt = 0; attempt < 50 * count && pairs.Count < count; attempt++)
        {
            var first = readable[random.Next(readable.Count)];
            var second = readable[random.Next(readable.Count)];
            if (first.File == second.File && first.Node != second.Node && AreApart(first, second) && !Hides(first, second) && !Hides(second, first))
            {
                pairs.Add((first, second));
            }
        }

        return pairs;
    }

    private static bool AreApart(Mutant a, Mutant b) => a.Edit.End < b.Edit.Start || b.Edit.End < a.Edit.Start;

    // names in expressions, keys and the like are only known where the inputs are
    private static bool Hides(Mutant first, Mutant second) => first.File.Downstream(first.Node).Contains(second.Node);
}
