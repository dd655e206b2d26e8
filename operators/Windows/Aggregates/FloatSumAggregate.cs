using StreamEngine.Data;

namespace StreamEngine.Windows;

/// <summary>Exact sum or mean of floats, rounded once.</summary>
internal sealed class FloatSumAggregate(int column, bool isMean) : ExactSumAggregate<ExactSum, double>(column)
{
    protected override string TooLong => "the sum has more than 38 digits from its finest place up";

    protected override void Add(ExactSum sum, int row) => sum.Add(Float(0, row));

    protected override void AddAll(ExactSumState<ExactSum> state, ReadOnlySpan<int> rows, ReadOnlySpan<long> times)
    {
        if (Argument(0) is not ValueColumn<double> values)
        {
            base.AddAll(state, rows, times);
            return;
        }

        while (rows.Length > 0)
        {
            var added = state.Sum.AddSteps(values.Values, rows);
            state.Count += added;
            rows = rows[added..];
            var odd = Math.Min(rows.Length, ExactSum.StepsAtOnce);
            base.AddAll(state, rows[..odd], times);
            rows = rows[odd..];
        }
    }

    protected override void Add(ExactSum sum, ExactSum other) => sum.Add(other);

    protected override void Subtract(ExactSum sum, ExactSum other) => sum.Subtract(other);

    protected override double Result(ExactSum sum, long count) => isMean ? sum.Mean(count) : sum.Value;
}
