using System.Diagnostics;
using StreamEngine.Bench.Workloads;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Latencies;

/// <summary>Reads a column and notes when each row came.</summary>
[Operator("bench_arrivals", OperatorKind.Sink)]
public sealed class ArrivalSink(ArrivalSinkOptions options) : Sink
{
    private int _at = -1;

    /// <summary>Where arrivals of the run under way are noted.</summary>
    internal static Arrivals Noted { get; set; } = new(1, 0);

    /// <inheritdoc/>
    public override void Bind(BindScope scope) => scope.Read(0, options.Column);

    /// <inheritdoc/>
    public override ValueTask Open(SinkContext context, CancellationToken stop) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override ValueTask Write(Batch rows, CancellationToken stop)
    {
        _at = _at < 0 ? rows.Schema.IndexOf(options.Column) : _at;
        var bits = Digest.Sum(rows, rows.Column(_at));
        Noted.Take(rows.Count, bits, Stopwatch.GetTimestamp());
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Complete() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override ValueTask Abandon() => ValueTask.CompletedTask;
}
