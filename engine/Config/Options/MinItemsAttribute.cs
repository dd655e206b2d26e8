namespace StreamEngine.Config;

/// <summary>The fewest items a list or map may hold; none where it is not written.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MinItemsAttribute(int count) : Attribute
{
    /// <summary>The fewest.</summary>
    public int Count { get; } = count;
}
