namespace StreamEngine.Config;

/// <summary>The unit, or the units, in which an option of type <see cref="Quantity"/>, <see cref="double"/>, <see cref="decimal"/> or integer is written: <c>5 bps</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnitAttribute(params string[] units) : Attribute
{
    /// <summary>The units.</summary>
    public IReadOnlyList<string> Units { get; } = units;
}
