using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary><c>fill_gaps</c>: a row for each cell of a grid in which a key has none.</summary>
/// <param name="EveryNs">Length of a cell.</param>
/// <param name="Carries">Whether filled rows have the values of the last one.</param>
/// <param name="Limit">Most rows of one gap.</param>
internal sealed record FillGapsVerb(long EveryNs, bool Carries, int Limit) : SimVerb
{
    /// <inheritdoc/>
    public override string Name => "fill_gaps";

    /// <inheritdoc/>
    public override string Options => string.Create(CultureInfo.InvariantCulture, $"{{ every: {EveryNs}ns, fill: {(Carries ? "carry" : "null")}, limit: {Limit} }}");

    /// <inheritdoc/>
    public override IReadOnlyList<SimColumn> Columns(IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key) =>
        Carries ? inputs[0] : [.. inputs[0].Select(c => c with { Nullable = c.Nullable || (c.Name != "ts" && !key.Contains(c.Name)) })];

    /// <inheritdoc/>
    public override bool Fits(IReadOnlyList<IReadOnlyList<SimColumn>> inputs) => Has(inputs[0], "ts", CellType.Timestamp);

    /// <inheritdoc/>
    public override void Run(VerbRun run)
    {
        var all = run.Keyed().ToList();
        var rows = all.Select(e => new TimedRow(e.Row.At, null, e.Row.Cells)).ToList();
        foreach (var key in all.GroupBy(e => e.Key!))
        {
            foreach (var (row, next) in key.Select(e => e.Row).Zip(key.Skip(1).Select(e => e.Row.At).Append(run.EndsAt + 1)))
            {
                var cell = AtOrAfter(row.At, EveryNs, 0);
                for (var filled = 1; filled <= Limit && cell + (filled * EveryNs) < next; filled++)
                {
                    var cells = Carries ? row.With() : row.Cells.Where(c => run.KeyColumns.Contains(c.Key)).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
                    cells["ts"] = row.Ts + (filled * EveryNs);
                    rows.Add(new TimedRow(cell + (filled * EveryNs), key.Key, cells));
                }
            }
        }

        run.Emit(rows);
    }
}
