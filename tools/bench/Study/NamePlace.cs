namespace StreamEngine.Bench.Study;

/// <summary>A name somebody may mistype.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Start">Where it stands.</param>
/// <param name="Name">The name.</param>
/// <param name="Allowed">The names that could stand there.</param>
/// <param name="Codes">Codes of a name that is none of them.</param>
/// <param name="Node">The node it is in; empty outside.</param>
internal sealed record NamePlace(MutantKind Kind, int Start, string Name, IReadOnlyList<string> Allowed, IReadOnlyList<string> Codes, string Node);
