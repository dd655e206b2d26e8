namespace StreamEngine.Config;

/// <summary>The option has no default and must be written.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredAttribute : Attribute;
