namespace StreamEngine.Config;

/// <summary>The option that takes the value when a verb is written with a bare value: <c>ewma: 20s</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ShorthandAttribute : Attribute;
