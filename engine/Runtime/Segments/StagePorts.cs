using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>The outgoing ports of a stage: each an outlet and, unless rows come as whole batches, a writer.</summary>
internal sealed class StagePorts : IDisposable
{
    private readonly List<(PortWriter? Writer, PortOutlet Outlet)> _ports = [];

    public PortOutlet this[int port] => _ports[port].Outlet;

    public int Count => _ports.Count;

    public void Add(PortWriter? writer, PortOutlet outlet) => _ports.Add((writer, outlet));

    /// <summary>Ends a step: everything written leaves, with the frontier.</summary>
    public void Finish(long frontier, long ingest)
    {
        foreach (var (writer, outlet) in _ports)
        {
            Flush(writer, outlet, ingest);
            outlet.Finish(frontier, ingest);
        }
    }

    /// <summary>What a writer holds leaves, without moving the frontier.</summary>
    public void Flush(int port, long ingest) => Flush(_ports[port].Writer, _ports[port].Outlet, ingest);

    public void Complete()
    {
        foreach (var (_, outlet) in _ports)
        {
            outlet.Complete();
        }
    }

    public void Dispose()
    {
        foreach (var (writer, outlet) in _ports)
        {
            writer?.Clear();
            outlet.Dispose();
        }
    }

    private static void Flush(PortWriter? writer, PortOutlet outlet, long ingest)
    {
        if (writer is { Count: > 0 })
        {
            outlet.Emit(writer.Take(Time.StreamTime.Start, ingest));
        }
    }
}
