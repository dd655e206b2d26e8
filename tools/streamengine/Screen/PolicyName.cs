using StreamEngine.Runtime;

namespace StreamEngine.Cli.Screen;

/// <summary>An edge policy as pipeline files write it.</summary>
internal static class PolicyName
{
    public static string Of(EdgePolicy policy) => policy switch
    {
        EdgePolicy.Wait => "wait",
        EdgePolicy.DropOldest => "drop_oldest",
        EdgePolicy.DropNewest => "drop_newest",
        _ => "fail",
    };
}
