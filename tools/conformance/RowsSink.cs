using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Conformance;

/// <summary>Collects rows under a name, with <c>at</c>.</summary>
[Operator("test_collect", OperatorKind.Sink)]
public sealed class RowsSink(RowsSinkOptions options) : Sink
{
    private readonly TestRows _collected = TestRows.Find(options.Rows);

    /// <inheritdoc/>
    public override void Bind(BindScope scope) => scope.ReadAll(0);

    /// <inheritdoc/>
    public override ValueTask Open(SinkContext context, CancellationToken stop) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override ValueTask Write(Batch rows, CancellationToken stop)
    {
        var into = _collected.Rows;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = new Dictionary<string, object?>(StringComparer.Ordinal);
            for (var c = 0; c < rows.Schema.Fields.Count; c++)
            {
                row[rows.Schema[c].Name] = rows.Column(c).Value(rows.Row(i));
            }

            row["at"] = rows.At(i);
            into.Add(row);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Complete() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override ValueTask Abandon() => ValueTask.CompletedTask;
}

/// <summary>Options of <see cref="RowsSink"/>.</summary>
public sealed record RowsSinkOptions
{
    /// <summary>Name to collect under.</summary>
    [Required, Shorthand]
    public string Rows { get; init; } = "";
}
