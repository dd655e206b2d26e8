namespace StreamEngine.Testing;

/// <summary>A given node has no options.</summary>
internal sealed record GivenSourceOptions;
