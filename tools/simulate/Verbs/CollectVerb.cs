using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary><c>collect</c>: rows let go together, when there are enough of a key or the first has waited long enough.</summary>
/// <param name="Max">Rows.</param>
/// <param name="WithinNs">How long.</param>
internal sealed record CollectVerb(int Max, long WithinNs) : SimVerb
{
    /// <inheritdoc/>
    public override string Name => "collect";

    /// <inheritdoc/>
    public override string Options => string.Create(CultureInfo.InvariantCulture, $"{{ max: {Max}, within: {WithinNs}ns }}");

    /// <inheritdoc/>
    public override IReadOnlyList<SimColumn> Columns(IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key) =>
        [.. inputs[0], new("batch", CellType.Int64, false), new("batch_index", CellType.Int32, false), new("batch_size", CellType.Int32, false)];

    /// <inheritdoc/>
    public override void Run(VerbRun run)
    {
        var batches = new List<(long At, int Order, string? Timer, long Number, List<SimRow> Rows)>();
        foreach (var rows in run.Keyed().Select((e, i) => (e.Key, e.Row, Order: i)).GroupBy(e => e.Key))
        {
            var open = new List<SimRow>();
            var number = 0L;
            foreach (var (_, row, order) in rows)
            {
                if (open.Count > 0 && row.At > open[0].At + WithinNs)
                {
                    batches.Add((open[0].At + WithinNs, 0, rows.Key, ++number, open));
                    open = [];
                }

                open.Add(row);
                if (open.Count == Max)
                {
                    batches.Add((row.At, order, null, ++number, open));
                    open = [];
                }
            }

            if (open.Count > 0)
            {
                batches.Add((open[0].At + WithinNs, 0, rows.Key, ++number, open));
            }
        }

        foreach (var (at, _, _, number, rows) in batches.OrderBy(b => b.At).ThenBy(b => b.Timer is not null).ThenBy(b => b.Order).ThenBy(b => b.Timer ?? "", KeyOrder.Instance))
        {
            for (var i = 0; i < rows.Count; i++)
            {
                run.Emit(at, rows[i].With(("batch", number), ("batch_index", i), ("batch_size", rows.Count)));
            }
        }
    }
}
