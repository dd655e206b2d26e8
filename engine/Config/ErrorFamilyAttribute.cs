namespace StreamEngine.Config;

/// <summary>Marks a static class whose public static fields of type <see cref="ErrorCode"/> are registered in <see cref="ErrorCodes"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ErrorFamilyAttribute : Attribute;
