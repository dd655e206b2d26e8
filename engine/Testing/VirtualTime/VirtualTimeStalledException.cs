namespace StreamEngine.Testing.VirtualTime;

/// <summary>Virtual time cannot go on, or not so that the next run does the same; the message says where it stands.</summary>
public sealed class VirtualTimeStalledException(string message) : Exception(message);
