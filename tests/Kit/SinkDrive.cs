using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Tests.Kit;

/// <summary>Drives one sink without a runtime.</summary>
public sealed class SinkDrive
{
    private readonly Sink _sink;
    private readonly Schema _schema;
    private readonly StringWriter _console = new();

    /// <summary>Binds and opens the sink.</summary>
    public SinkDrive(Sink sink, Schema schema)
    {
        _sink = sink;
        _schema = schema;
        sink.Bind(new BindScope("x", [new BoundInput("in", schema)], [], 0, (option, code, message, _) => Problems.Add($"{code} {option}: {message}")));
        Wait(sink.Open(new SinkContext("x", schema, _console, Pool) { WaitClock = TimeProvider.System }, CancellationToken.None));
    }

    public List<string> Problems { get; } = [];

    public BufferPool Pool { get; } = new(overwrite: true);

    public SymbolTables Symbols { get; } = new();

    /// <summary>What was printed.</summary>
    public string Console => _console.ToString();

    /// <summary>Writes batches; they are disposed.</summary>
    public SinkDrive Write(params IEnumerable<Batch> batches)
    {
        foreach (var batch in batches)
        {
            Wait(_sink.Write(batch, CancellationToken.None));
            batch.Dispose();
        }

        return this;
    }

    /// <summary>Writes rows, values in column order.</summary>
    public SinkDrive Write(params IReadOnlyList<object?[]> rows)
    {
        var writer = new PortWriter(_schema, null, Symbols, Pool);
        foreach (var row in rows)
        {
            for (var c = 0; c < row.Length; c++)
            {
                writer.Builder(_schema[c].Name)!.AppendObject(row[c]);
            }

            writer.Commit(Math.Max((long)row[0]!, writer.LastAt));
        }

        return Write([writer.Take(0, 0)]);
    }

    public SinkDrive Complete()
    {
        Wait(_sink.Complete());
        return this;
    }

    public SinkDrive Abandon()
    {
        Wait(_sink.Abandon());
        return this;
    }

    private static void Wait(ValueTask task) => task.AsTask().GetAwaiter().GetResult();
}
