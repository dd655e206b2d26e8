namespace StreamEngine.Graph;

/// <summary>On an options record: an input by role, in rank order. Without any, the operator has one input, <c>in</c>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class InputAttribute(string role, string summary) : Attribute
{
    /// <summary>The role, as written in <c>from: { role: node }</c>.</summary>
    public string Role => role;

    /// <summary>What goes in, one sentence.</summary>
    public string Summary => summary;

    /// <summary>Whether it may be left out.</summary>
    public bool Optional { get; init; }
}
