using StreamEngine.Config;

namespace StreamEngine.Bench.Study.Mutations;

/// <summary>One sort of mistake: all places of a file that can have it, each with a drawn edit.</summary>
internal abstract class Mutation
{
    /// <summary>All sorts.</summary>
    public static IReadOnlyList<Mutation> All { get; } = [new Typos(), new WrongTypes(), new WrongUnits(), new MissingParts(), new Duplicates(), new DanglingNames(), new Cycles(), new Indentations(), new UnfittingEdges()];

    /// <summary>The mutants of a file, one for each place.</summary>
    public abstract IEnumerable<Mutant> Of(StudyFile file, Random random);

    /// <summary>The place of a whole value of the original that the edit did not touch.</summary>
    protected static ExpectedPlace At(StudyFile file, FileEdit edit, YamlNode node, PlaceMatch match = PlaceMatch.Exact) =>
        new(edit.Moved(file.Start(node)), Math.Max(edit.Moved(file.Start(node)), edit.Moved(file.End(node))), match);

    /// <summary>The place of what the edit wrote.</summary>
    protected static ExpectedPlace Written(FileEdit edit, PlaceMatch match = PlaceMatch.Exact) => new(edit.Start, edit.NewEnd, match);

    /// <summary>The name of the node an entry under <c>nodes</c> holds.</summary>
    protected static IEnumerable<(YamlEntry Node, YamlMap Body)> Nodes(StudyFile file) =>
        file.Nodes.Entries.Where(e => e.Value is YamlMap).Select(e => (e, (YamlMap)e.Value));

    /// <summary>One of several.</summary>
    protected static T Pick<T>(Random random, params IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
