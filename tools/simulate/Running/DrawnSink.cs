using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Simulation.Cases;

namespace StreamEngine.Simulation.Running;

/// <summary>Keeps what it is given, standing still at random.</summary>
internal sealed class DrawnSink(SimSchedule schedule, int seed) : Sink
{
    private readonly Random _random = new(seed);

    /// <summary>The rows, in order.</summary>
    public List<SimRow> Rows { get; } = [];

    /// <inheritdoc/>
    public override void Bind(BindScope scope) => scope.ReadAll(0);

    /// <inheritdoc/>
    public override ValueTask Open(SinkContext context, CancellationToken stop) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override async ValueTask Write(Batch rows, CancellationToken stop)
    {
        while (_random.Next(100) < schedule.StallPercent)
        {
            await Task.Yield();
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var cells = new Dictionary<string, object?>(StringComparer.Ordinal);
            for (var c = 0; c < rows.Schema.Fields.Count; c++)
            {
                cells[rows.Schema[c].Name] = rows.Column(c).Value(rows.Row(i));
            }

            Rows.Add(new SimRow(rows.At(i), cells));
        }
    }

    /// <inheritdoc/>
    public override ValueTask Complete() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override ValueTask Abandon() => ValueTask.CompletedTask;
}
