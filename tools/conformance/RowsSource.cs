using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Conformance;

/// <summary>Brings in the rows a test gave under a name.</summary>
[Operator("test_rows", OperatorKind.Source)]
public sealed class RowsSource(RowsSourceOptions options) : Source
{
    private readonly TestRows _given = TestRows.Find(options.Rows);
    private long _next;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => [new PortShape(_given.Schema)];

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var at = long.MinValue;
        var random = new Random(options.CutSeed);
        int rows;
        for (var start = (int)_next; start < _given.Rows.Count; start += rows)
        {
            rows = options.CutSeed == 0 ? context.BatchMax : random.Next(3) switch { 0 => 1, 1 => random.Next(1, 20), _ => random.Next(1, 2000) };
            var writer = context.Ports[0];
            foreach (var row in _given.Rows.Skip(start).Take(rows))
            {
                foreach (var field in _given.Schema.Fields)
                {
                    writer.Builder(field.Name)?.AppendObject(row.GetValueOrDefault(field.Name));
                }

                at = row.TryGetValue("at", out var written) ? (long)written! : Math.Max(at, (long)row["ts"]!);
                writer.Commit(at);
            }

            _next = start + rows;
            yield return new Delivery(writer.Take(at, context.Clock.GetTimestamp()));
            await Task.Yield();
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => state.Write("next", _next);

    /// <inheritdoc/>
    public override void Load(StateReader state) => _next = state.Read<long>("next");
}

/// <summary>Options of <see cref="RowsSource"/>.</summary>
public sealed record RowsSourceOptions
{
    /// <summary>Name of the rows.</summary>
    [Required, Shorthand]
    public string Rows { get; init; } = "";

    /// <summary>Seed for cutting batches at random; 0 for batches of the run's size.</summary>
    public int CutSeed { get; init; }
}
