namespace StreamEngine.Config;

/// <summary>The words a text option may have.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(params string[] values) : Attribute
{
    /// <summary>The words.</summary>
    public IReadOnlyList<string> Values { get; } = values;
}
