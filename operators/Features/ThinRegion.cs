namespace StreamEngine.Features;

/// <summary>Neighbouring levels of one side that are thin, by their places from the best on.</summary>
/// <param name="First">Place of the best of them.</param>
/// <param name="Last">Place of the worst.</param>
/// <param name="Severity">The worst of what it was merged from.</param>
internal readonly record struct ThinRegion(int First, int Last, Severity Severity);
