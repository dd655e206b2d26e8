using StreamEngine.Data;

namespace StreamEngine.Windows;

/// <summary>Exact sum or mean of decimals; the mean is rounded half-even to 18 places.</summary>
internal sealed class DecimalSumAggregate(int column, bool isMean) : ExactSumAggregate<DecimalSum, decimal>(column)
{
    protected override string TooLong => "the sum has more than 20 digits before the point";

    protected override void Add(DecimalSum sum, int row) => sum.Add(((ValueColumn<decimal>)Argument(0))[row]);

    protected override void Add(DecimalSum sum, DecimalSum other) => sum.Add(other);

    protected override void Subtract(DecimalSum sum, DecimalSum other) => sum.Subtract(other);

    protected override decimal Result(DecimalSum sum, long count) => isMean ? sum.Mean(count) : sum.Value;
}
