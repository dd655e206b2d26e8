namespace StreamEngine.Config;

/// <summary>The most items a list or map may hold; 10,000 where it is not written.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MaxItemsAttribute(int count) : Attribute
{
    /// <summary>The most.</summary>
    public int Count { get; } = count;
}
