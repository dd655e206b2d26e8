using System.Globalization;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Simulation.Operators;

/// <summary>Stands for a venue inside a loop: rows pass, and each is answered after the latency times 1, 2 or 3, by a column.</summary>
[Operator("sim_call", OperatorKind.Feature)]
public sealed class SimulatedCall(SimulatedCallOptions options) : BatchOperator, IAnswers
{
    private int _by;
    private int _ts;

    /// <inheritdoc/>
    public long LeastDelay => options.Latency.Nanoseconds;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        scope.Read(0, options.By.Name, "by", TypeKind.Int64);
        scope.Read(0, "ts", null, TypeKind.Timestamp);
        return [new PortShape(scope.Input, Appends: true), new PortShape(Schemas.Find("fill/1")!)];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _by = context.Inputs[0]!.IndexOf(options.By.Name);
        _ts = context.Inputs[0]!.IndexOf("ts");
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        var by = (ValueColumn<long>)rows.Batch.Column(_by);
        var times = (ValueColumn<long>)rows.Batch.Column(_ts);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            output.Used();
            output.Appender!.Pass(rows.Batch, row, rows.At(i));
            var number = by.IsNull(row) ? 0 : by[row];
            var due = rows.At(i) + (options.Latency.Nanoseconds * (1 + Math.Abs(number % 3)));
            output[1].Values<long>("ts")?.Append(due);
            output[1].Text("client_id")?.Append(string.Create(CultureInfo.InvariantCulture, $"{times[row]}/{number}"));
            output[1].Commit(due);
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
    }
}

/// <summary>Options of <see cref="SimulatedCall"/>.</summary>
[Port("", "what was asked")]
[Port("fills", "the answers", Answers = "fill/1")]
public sealed record SimulatedCallOptions
{
    /// <summary>From question to answer.</summary>
    public Duration Latency { get; init; } = new(5_000_000);

    /// <summary>Column that says how much longer.</summary>
    [Required]
    public ColumnName By { get; init; }
}
