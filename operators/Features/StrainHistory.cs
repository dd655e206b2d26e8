using StreamEngine.Data;

namespace StreamEngine.Features;

/// <summary>State of <see cref="FlashCrashRisk"/>: what the last rows had.</summary>
public sealed class StrainHistory
{
    internal readonly Queue<double> Spreads = new();
    internal readonly ExactSum Sum = new();
    internal readonly SlidingQuantile Depths;
    internal readonly Queue<double?> Flows = new();

    /// <summary>Of nothing yet.</summary>
    public StrainHistory(int rows) => Depths = new SlidingQuantile(rows, 10);

    internal void Add(in MarketStrain row, int rows, int lag)
    {
        if (row.Spread is { } spread)
        {
            if (Spreads.Count == rows)
            {
                Sum.Subtract(Spreads.Dequeue());
            }

            Spreads.Enqueue(spread);
            Sum.Add(spread);
        }

        if (row.Depth is { } depth)
        {
            Depths.Add(depth);
        }

        if (Flows.Count == lag)
        {
            Flows.Dequeue();
        }

        Flows.Enqueue(row.Flow);
    }
}
