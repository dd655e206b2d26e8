using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary><c>order_flow_imbalance</c> over the last changes of the best prices.</summary>
/// <param name="Window">Changes.</param>
/// <param name="As">Name of the answer.</param>
internal sealed record OrderFlowVerb(int Window, string As) : SimVerb
{
    private static readonly string[] Read = ["bid_px", "bid_qty", "ask_px", "ask_qty"];

    /// <inheritdoc/>
    public override string Name => "order_flow_imbalance";

    /// <inheritdoc/>
    public override string Options => string.Create(CultureInfo.InvariantCulture, $"{{ window: {Window}, as: {As} }}");

    /// <inheritdoc/>
    public override IReadOnlyList<SimColumn> Columns(IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key) => [.. inputs[0], new(As, CellType.Float64, HasUnit: true)];

    /// <inheritdoc/>
    public override bool Fits(IReadOnlyList<IReadOnlyList<SimColumn>> inputs) => Read.All(c => Has(inputs[0], c, CellType.Float64));

    /// <inheritdoc/>
    public override void Run(VerbRun run)
    {
        var quotes = new Dictionary<string, List<double[]>>(StringComparer.Ordinal); // those since the last row that lacked one
        foreach (var (_, row, key) in run.Keyed())
        {
            var known = quotes.TryGetValue(key!, out var all) ? all : quotes[key!] = [];
            if (Read.Any(c => row[c] is null))
            {
                known.Clear();
                run.Emit(row.At, row.With((As, null)));
                continue;
            }

            known.Add([.. Read.Select(c => (double)row[c]!)]);
            double? answer = known.Count <= Window ? null : Enumerable.Range(known.Count - Window, Window).Aggregate(Exact.Zero, (sum, i) => sum + Change(known[i - 1], known[i])).Nearest();
            if (answer is { } given && !double.IsFinite(given))
            {
                run.Dead("error", row, "SE9101");
                continue;
            }

            run.Emit(row.At, row.With((As, answer)));
        }
    }

    private static Exact Change(double[] was, double[] now)
    {
        var change = Exact.Zero;
        change += now[0] >= was[0] ? Exact.OfDecimal(now[1]) : Exact.Zero;
        change -= now[0] <= was[0] ? Exact.OfDecimal(was[1]) : Exact.Zero;
        change -= now[2] <= was[2] ? Exact.OfDecimal(now[3]) : Exact.Zero;
        return change + (now[2] >= was[2] ? Exact.OfDecimal(was[3]) : Exact.Zero);
    }
}
