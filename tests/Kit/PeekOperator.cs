using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Tests.Kit;

/// <summary>An operator that cheats: it gives each row the price of the next one, in one of three ways.</summary>
[Operator("test_peek", OperatorKind.Feature)]
public sealed class PeekOperator(PeekOptions options) : BatchOperator
{
    private PortWriter _writer = null!;
    private (long Ts, double Price, long At)? _held;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        scope.Read(0, "ts");
        scope.Read(0, "price");
        return [new PortShape(new Schema(null, [new Field("ts", ColumnType.Timestamp), new Field("price", ColumnType.Float64), new Field("next_price", ColumnType.Float64, Nullable: true)]))];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context) => _writer = context.Output[0];

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        var (ts, price) = ((ValueColumn<long>)rows.Batch.Column("ts"), (ValueColumn<double>)rows.Batch.Column("price"));
        for (var i = 0; i < rows.Count; i++)
        {
            output.Used();
            var row = (ts[rows[i]], price[rows[i]], rows.At(i));
            if (options.How == "batch")
            {
                Write(row, i + 1 < rows.Count ? price[rows[i + 1]] : null, row.Item3);
                continue;
            }

            if (_held is { } held)
            {
                Write(held, row.Item2, options.How == "delay" ? held.At : row.Item3);
            }

            _held = row;
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => state.Write("held", _held);

    /// <inheritdoc/>
    public override void Load(StateReader state) => _held = state.Read<(long, double, long)?>("held");

    private void Write((long Ts, double Price, long At) row, double? next, long at)
    {
        _writer.Values<long>("ts")?.Append(row.Ts);
        _writer.Values<double>("price")?.Append(row.Price);
        if (next is { } known)
        {
            _writer.Values<double>("next_price")?.Append(known);
        }

        _writer.Commit(at);
    }
}

/// <summary>Options of <see cref="PeekOperator"/>.</summary>
public sealed record PeekOptions
{
    /// <summary><c>batch</c>: looks at the next row of the batch. <c>delay</c>: waits for the next row, and says the result is as old as the first. <c>honest</c>: waits too, and says when it knew.</summary>
    public string How { get; init; } = "batch";
}
