using StreamEngine.Runtime;

namespace StreamEngine.Cli.Serving;

/// <summary>A run as it was seen, and what it did in the second before.</summary>
/// <param name="At">When it was seen.</param>
/// <param name="View">What was seen.</param>
/// <param name="Pace">What it did since about a second before.</param>
internal sealed record RunSample(DateTimeOffset At, RunView View, RunPace Pace);
