namespace StreamEngine.Config;

public readonly record struct ByteSize(long Bytes);

public readonly record struct FilePath(string Text);

[AttributeUsage(AttributeTargets.Property)]
public sealed class RangeAttribute(double min, double max) : Attribute
{
    public double Min => min;

    public double Max => max;
}

[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names => names;
}

[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredAttribute : Attribute;

[AttributeUsage(AttributeTargets.Property)]
public sealed class ShorthandAttribute : Attribute;
