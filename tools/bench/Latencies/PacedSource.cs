using System.Diagnostics;
using System.Runtime.CompilerServices;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Bench.Latencies;

/// <summary>
/// Hands over each row when it is due, and with it whatever else is due by then, up to the batch's limit. Between rows it yields its processor to whoever is ready and looks at the clock again: a source that spins without
/// yielding starves the consumers it has just woken where processors are few.
/// </summary>
[Operator("bench_paced", OperatorKind.Source)]
public sealed class PacedSource(PacedSourceOptions options) : Source
{
    private readonly PacedRows _rows = PacedRows.Of(options.RowsOf);

    /// <inheritdoc/>
    public override bool Vouches => true;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => [new PortShape(_rows.Schema)];

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        await Task.Yield();
        var plan = ArrivalSink.Noted;
        var port = context.Ports[0];
        var append = _rows.Open(port);
        plan.Begin();
        for (var row = 0L; row < options.Rows && !stop.IsCancellationRequested;)
        {
            var due = Math.Min(plan.Due(Stopwatch.GetTimestamp()), row + context.BatchMax);
            if (due == row)
            {
                Thread.Yield();
                continue;
            }

            for (; row < due; row++)
            {
                append(row);
                port.Commit(PacedRows.At(row));
            }

            yield return new Delivery(port.Take(PacedRows.At(row - 1), context.Clock.GetTimestamp()));
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => throw new NotSupportedException("not saved in a benchmark");

    /// <inheritdoc/>
    public override void Load(StateReader state) => throw new NotSupportedException("not saved in a benchmark");
}
