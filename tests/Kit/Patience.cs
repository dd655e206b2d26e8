namespace StreamEngine.Tests.Kit;

/// <summary>
/// How long a test waits for another process or thread before it calls it hung. It is no limit that anything is held to: what ends, ends long before, on a quiet machine, and a busy one must not fail a test.
/// What is to happen at an instant is told by a virtual clock.
/// </summary>
internal static class Patience
{
    /// <summary>For whatever comes to its end by itself; below the ten minutes after which <c>test.sh</c> ends the whole run.</summary>
    public static readonly TimeSpan Hang = TimeSpan.FromMinutes(3);
}
