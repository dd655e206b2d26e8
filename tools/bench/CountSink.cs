using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Bench;

/// <summary>Counts rows into a <see cref="Probe"/>.</summary>
[Operator("bench_count", OperatorKind.Sink)]
public sealed class CountSink(CountSinkOptions options) : Sink
{
    private Probe _probe = null!;

    /// <inheritdoc/>
    public override void Bind(BindScope scope)
    {
        if (options.Columns.Count == 0)
        {
            scope.ReadAll(0);
        }

        foreach (var column in options.Columns)
        {
            scope.Read(0, column);
        }
    }

    /// <inheritdoc/>
    public override ValueTask Open(SinkContext context, CancellationToken stop)
    {
        _probe = Probe.Of(options.Probe);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Write(Batch rows, CancellationToken stop) => _probe.Take(rows, stop);

    /// <inheritdoc/>
    public override ValueTask Complete() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override ValueTask Abandon() => ValueTask.CompletedTask;
}
