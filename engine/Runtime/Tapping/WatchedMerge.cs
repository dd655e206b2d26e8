using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Runtime;

/// <summary>A merge of a run with the names of its inputs.</summary>
internal sealed record WatchedMerge(BoundNode Node, IReadOnlyList<PlanStream> Inputs, OrderedMerge Merge, int Segment)
{
    /// <summary>What it waits for; null when it holds no row back. Only on the thread of its segment, or when that has ended.</summary>
    public MergeWait? Wait()
    {
        var input = Merge.WaitsFor;
        return input < 0 || Merge.HeldRows == 0 ? null : new MergeWait(Node.Name, Name(Inputs[input]), Merge.HeldRows, Merge.FrontierOf(input), Merge.NewestHeld);
    }

    private static string Name(PlanStream stream)
    {
        var port = stream.Stage is { Kind: PlanStageKind.Program } || stream.Port >= stream.Node.Ports.Count ? "" : stream.Node.Ports[stream.Port].Name;
        return port.Length == 0 ? stream.Node.Name : $"{stream.Node.Name}.{port}";
    }
}
