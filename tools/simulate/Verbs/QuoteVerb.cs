using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary><c>mid</c>, <c>spread</c> and <c>weighted_mid</c>: one answer from the best prices of a row.</summary>
/// <param name="Name">Which of them.</param>
/// <param name="As">Name of the answer.</param>
internal sealed record QuoteVerb(string Name, string As) : SimVerb
{
    /// <inheritdoc/>
    public override string Name { get; } = Name;

    /// <inheritdoc/>
    public override string Options => $"{{ as: {As} }}";

    private bool IsSized => Name == "weighted_mid";

    /// <inheritdoc/>
    public override IReadOnlyList<SimColumn> Columns(IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key) => [.. inputs[0], new(As, CellType.Float64, HasUnit: true)];

    /// <inheritdoc/>
    public override bool Fits(IReadOnlyList<IReadOnlyList<SimColumn>> inputs) =>
        new[] { "bid_px", "ask_px", "bid_qty", "ask_qty" }.All(c => Has(inputs[0], c, CellType.Float64));

    /// <inheritdoc/>
    public override void Run(VerbRun run)
    {
        foreach (var (_, row, _) in run.Keyed())
        {
            if (row["bid_px"] is not double bid || row["ask_px"] is not double ask || (IsSized && (row["bid_qty"] is null || row["ask_qty"] is null)))
            {
                run.Emit(row.At, row.With((As, null)));
                continue;
            }

            var answer = Name switch
            {
                "mid" => (bid + ask) / 2,
                "spread" => Difference(ask, bid) / bid * 10_000,
                _ => Weighted(bid, ask, (double)row["bid_qty"]!, (double)row["ask_qty"]!),
            };
            if (double.IsFinite(answer))
            {
                run.Emit(row.At, row.With((As, answer)));
            }
            else
            {
                run.Dead("error", row, "SE9101");
            }
        }
    }

    private static double Weighted(double bid, double ask, double bidQty, double askQty)
    {
        var weighted = bidQty == 0 && askQty == 0 ? (bid + ask) / 2 : ((ask * bidQty) + (bid * askQty)) / (bidQty + askQty);
        return double.IsFinite(weighted) ? Math.Min(Math.Max(weighted, Math.Min(bid, ask)), Math.Max(bid, ask)) : weighted;
    }

    private static double Difference(double a, double b) =>
        Exact.TryDecimal(a) is { } left && Exact.TryDecimal(b) is { } right ? (left - right).Nearest() : a - b;
}
