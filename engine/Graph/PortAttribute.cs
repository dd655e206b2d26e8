namespace StreamEngine.Graph;

/// <summary>On an options record: an output port. Without any, the operator has one main port without a name. <c>error</c>, <c>late</c> and <c>rejected</c> carry <c>dead/1</c> rows; <c>error</c> need not be declared.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class PortAttribute(string name, string summary) : Attribute
{
    /// <summary>Port name; empty for the main port.</summary>
    public string Name => name;

    /// <summary>What comes out, one sentence.</summary>
    public string Summary => summary;

    /// <summary>
    /// Of an answer port, the canonical schema of its rows (<c>fill/1</c>). What stands before the operator may read them, though that closes a circle: the operator is an
    /// <see cref="Runtime.IAnswers"/>, and each answer comes later than what asked for it. Null for every other port.
    /// </summary>
    public string? Answers { get; init; }
}
