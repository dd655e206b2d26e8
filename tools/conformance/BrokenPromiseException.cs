namespace StreamEngine.Conformance;

/// <summary>An operator does not keep what every operator owes; the message says what and where it was seen.</summary>
public sealed class BrokenPromiseException(string message) : Exception(message);
