namespace StreamEngine.Graph;

/// <summary>On an options record: an input by role, in rank order. Without any, the operator has one input, <c>in</c>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class InputAttribute(string role, string summary) : Attribute
{
    /// <summary>The role, as written in <c>from: { role: node }</c>.</summary>
    public string Role => role;

    /// <summary>What goes in, one sentence.</summary>
    public string Summary => summary;

    /// <summary>The canonical schema it is made for, where there is one; rows of another shape do if they have the columns that are read.</summary>
    public string? Schema { get; init; }

    /// <summary>Whether it may be left out.</summary>
    public bool Optional { get; init; }
}
