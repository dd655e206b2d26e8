namespace StreamEngine.Cli;

/// <summary>Arguments that parse but say nothing that can be done; the message says what to write.</summary>
internal sealed class UsageException(string message) : Exception(message);
