namespace StreamEngine.Replay.Verification;

/// <summary>A sink that was given, or wrote, one thing here and another there.</summary>
/// <param name="Sink">Its name.</param>
/// <param name="Stretch">Of how much of the recording, ns; null for the whole.</param>
/// <param name="Expected">What it should be; null when it should not be there.</param>
/// <param name="ExpectedBy">Whose that is: a run, or the golden file.</param>
/// <param name="Found">What it is; null when it is not there.</param>
/// <param name="FoundBy">In which run.</param>
/// <param name="First">The first row that differs, A as expected, B as found; null when the rows agree or are not kept.</param>
/// <param name="Search">How long it took to find that row.</param>
public sealed record Disagreement(string Sink, long? Stretch, SinkOutcome? Expected, string ExpectedBy, SinkOutcome? Found, string FoundBy, DiffRow? First, TimeSpan Search)
{
    /// <summary>Whether the rows differ, not only the bytes they were written in.</summary>
    public bool IsOfContent => Expected is null || Found is null || Expected.Content != Found.Content;
}
