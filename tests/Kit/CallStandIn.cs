using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Tests.Kit;

/// <summary>Stands for a venue inside the loop: answers each row with a fill after its latency, an odd row (by <c>n</c>) after twice of it.</summary>
[Operator("test_call", OperatorKind.Feature)]
public sealed class CallStandIn(CallStandInOptions options) : BatchOperator, IAnswers
{
    private int _n;

    /// <inheritdoc/>
    public long LeastDelay => options.Latency.Nanoseconds;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        scope.Read(0, "n", null, TypeKind.Int64);
        return [new PortShape(scope.Input, Appends: true), new PortShape(Schemas.Find("fill/1")!)];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context) => _n = context.Inputs[0]!.IndexOf("n");

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        var numbers = (ValueColumn<long>)rows.Batch.Column(_n);
        for (var i = 0; i < rows.Count; i++)
        {
            output.Used();
            output.Appender!.Pass(rows.Batch, rows[i], rows.At(i));
            var due = rows.At(i) + (options.Latency.Nanoseconds * (1 + (numbers[rows[i]] % 2)));
            var fills = output[1];
            fills.Values<long>("ts")?.Append(due);
            fills.Text("client_id")?.Append(numbers[rows[i]].ToString(System.Globalization.CultureInfo.InvariantCulture));
            fills.Commit(due);
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

/// <summary>Options of <see cref="CallStandIn"/>.</summary>
[Port("", "what was asked")]
[Port("fills", "the answers", Answers = "fill/1")]
public sealed record CallStandInOptions
{
    /// <summary>From question to answer.</summary>
    public Duration Latency { get; init; } = new(5_000_000);
}
