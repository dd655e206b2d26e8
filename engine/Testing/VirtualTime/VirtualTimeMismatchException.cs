namespace StreamEngine.Testing.VirtualTime;

/// <summary>What was recorded is not what was expected; the message has both.</summary>
public sealed class VirtualTimeMismatchException(string message) : Exception(message);
