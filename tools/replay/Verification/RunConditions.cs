using System.Globalization;

namespace StreamEngine.Replay.Verification;

/// <summary>What a run must not depend on.</summary>
/// <param name="Batch">Most rows of a batch.</param>
/// <param name="Workers">Threads.</param>
/// <param name="Speed">How fast the recording is played.</param>
/// <param name="Stretch">How much of it, ns of stream time from its first row; null for the whole.</param>
/// <param name="Build"><c>Release</c> or <c>Debug</c>.</param>
/// <param name="Gc"><c>workstation</c> or <c>server</c>.</param>
public sealed record RunConditions(int Batch, int Workers, PlaySpeed Speed, long? Stretch, string Build, string Gc)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"batch {Batch:N0}, {Workers} {(Workers == 1 ? "worker" : "workers")}, {Speed}{(Stretch is { } ns ? $" on {ns / 1e9:0.###} s" : "")}, {Build}, {Gc} GC");
}
