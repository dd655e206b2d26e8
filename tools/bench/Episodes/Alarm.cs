namespace StreamEngine.Bench.Episodes;

/// <summary>A detector said something at an instant.</summary>
/// <param name="Ts">The instant, ns.</param>
/// <param name="Severity">The gravest of what it said: 0 low, 1 medium, 2 high.</param>
internal readonly record struct Alarm(long Ts, int Severity);
