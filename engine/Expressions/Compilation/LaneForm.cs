namespace StreamEngine.Expressions;

internal static class LaneForm
{
    public static Action<KernelState, int, int>? Compile(ChainPlan plan) => null;
}
