using System.Text.Json;
using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>Input a source could not turn into rows: counted, and a <c>dead/1</c> row of its port <c>error</c>.</summary>
internal sealed class SourceErrors(int port, PortWriter? writer, DeadRows dead, NodeCounters counters) : IRowErrors
{
    /// <summary>Position of the error port, −1 when nobody reads it.</summary>
    public int Port => port;

    public void Report(long at, string code, string reason, string original)
    {
        counters.In++;
        counters.Error++;
        dead.Write("error", at, at, code, reason, null, JsonSerializer.Serialize(original));
    }

    /// <summary>What was reported since the last call.</summary>
    public Batch? Take(long frontier, long ingest) => writer is { Count: > 0 } ? writer.Take(frontier, ingest) : null;
}
