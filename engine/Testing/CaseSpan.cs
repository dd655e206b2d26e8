namespace StreamEngine.Testing;

/// <summary>The part of a case's stream time that one run covers.</summary>
/// <param name="After">Rows up to this instant were brought in by the run before; null for none.</param>
/// <param name="Until">The instant at which sources stop, included; null to let everything close.</param>
/// <param name="IsLast">Whether no run follows.</param>
internal sealed record CaseSpan(long? After, long? Until, bool IsLast);
