namespace StreamEngine.Tests.Kit;

/// <summary>Whether the sizes that take minutes are asked for: <c>./test.sh --long</c>.</summary>
internal static class LongRun
{
    /// <summary>Whether <c>STREAMENGINE_LONG</c> is 1.</summary>
    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("STREAMENGINE_LONG") == "1";
}
