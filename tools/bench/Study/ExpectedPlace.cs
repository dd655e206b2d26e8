namespace StreamEngine.Bench.Study;

/// <summary>A place at which a message about a mistake is right, as offsets in the mutated text.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Match">What of it the span of a message must meet.</param>
internal sealed record ExpectedPlace(int Start, int End, PlaceMatch Match = PlaceMatch.Exact);
