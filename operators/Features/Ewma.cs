using System.Runtime.CompilerServices;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Features;

/// <summary>Exponentially weighted moving average of a column, by rows or by event time.</summary>
/// <remarks>
/// <code>y = y′ + α (x − y′)</code>
/// x the value, y′ the average before; α is <c>alpha</c>, or 2 / (<c>span</c> + 1), or 1 − 0.5^(Δt / <c>half_life</c>) with Δt the event time since the newest value. The first value is its own average.
/// Source: Roberts (1959), Control Chart Tests Based on Geometric Moving Averages, Technometrics 1(3), 239–250.
/// <para>In: rows with the column and <c>ts</c>, per key in stream order. Appends <c>{column}_ewma</c> in the column's unit, between the least and the greatest value so far; null where the value is, and the average stays as it
/// was. Under <c>half_life</c> a value whose <c>ts</c> is not newer than the newest has no weight.</para>
/// <para>Edge cases: a null value is answered null and changes nothing; the first value is its own average; values of one <c>ts</c> under <c>half_life</c>: the first counts.</para>
/// <para>Emits one answer a row; holds nothing back; completes with its input; fails with its input, and a result that is not finite is an error row. No warm-up beyond the first value. Cost: O(1) a row. Memory: 24 bytes a key.</para>
/// </remarks>
[Operator("ewma", OperatorKind.Feature, Allocates = Allocation.Nothing)]
public sealed class Ewma(EwmaOptions options) : Feature<EwmaValue, EwmaAverage, EwmaState>, IKeyedColumnFeature<EwmaValue, EwmaAverage>
{
    private readonly double _weight = options.Alpha ?? (options.Span is { } span ? 2.0 / (span + 1) : double.NaN); // NaN: by time

    /// <inheritdoc/>
    public override void Check(BindScope scope)
    {
        var given = new (string Name, bool Is)[] { ("span", options.Span is not null), ("half_life", options.HalfLife is not null), ("alpha", options.Alpha is not null) };
        var written = given.Where(g => g.Is).Select(g => g.Name).ToList();
        if (written.Count != 1)
        {
            scope.Report(written.Count == 0 ? null : written[1], FeatureCodes.ExactlyOne.Code,
                $"{(written.Count == 0 ? "none of span, half_life and alpha is" : $"{string.Join(" and ", written)} are")} given; it must be exactly one{(written.Count == 0 ? "" : " of span, half_life and alpha")}");
        }
    }

    /// <inheritdoc/>
    public override EwmaAverage OnRow(in EwmaValue row)
    {
        if (row.Value is not { } value)
        {
            return default;
        }

        return new EwmaAverage(TryTake(State, value, row.Ts, out var average) ? average : throw new ArithmeticException("the average is not finite"));
    }

    /// <inheritdoc/>
    public int Answer(FeatureColumns columns, ReadOnlySpan<int> keys, ReadOnlySpan<Feature<EwmaValue, EwmaAverage>> features, Span<double> answers)
    {
        var values = columns[0];
        var times = columns.Whole(1);
        var selected = columns.Selected;
        for (var i = 0; i < keys.Length; i++)
        {
            var row = selected.IsEmpty ? i : selected[i];
            if (!TryTake(((Ewma)features[keys[i]]).State, values[row], times[row], out answers[i]))
            {
                return i;
            }
        }

        return keys.Length;
    }

    /// <inheritdoc/>
    protected override EwmaState NewState() => new();

    /// <summary>Takes a value into an average; false when the average is not finite, which then stays as it was.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTake(EwmaState state, double value, long ts, out double average)
    {
        var newest = ts;
        average = value;
        if (state.Average is { } before)
        {
            average = before + ((double.IsNaN(_weight) ? WeightAfter(ts - state.Newest) : _weight) * (value - before));
            newest = Math.Max(state.Newest, ts);
        }

        if (!double.IsFinite(average))
        {
            return false;
        }

        (state.Newest, state.Average) = (newest, average);
        return true;
    }

    private double WeightAfter(long apart) => 1 - Math.Pow(0.5, Math.Max(0, apart) / (double)options.HalfLife!.Value.Nanoseconds);
}

/// <summary>What <see cref="Ewma"/> reads.</summary>
/// <param name="Value">The column named by the options.</param>
/// <param name="Ts">Event time.</param>
public readonly record struct EwmaValue([property: Column("value", Option = "column")] double? Value, [property: Column("ts")] long Ts);

/// <summary>What <see cref="Ewma"/> appends.</summary>
/// <param name="Value">The average; null where the value is.</param>
public readonly record struct EwmaAverage([property: Column("{column}_ewma", Option = "as")] double? Value);

/// <summary>State of <see cref="Ewma"/>.</summary>
public sealed class EwmaState
{
    internal double? Average;
    internal long Newest;
}

/// <summary>Options of <see cref="Ewma"/>.</summary>
[Example("x: { from: trades, key: symbol, ewma: { column: price, span: 20 } }")]
[Example("x: { from: trades, key: symbol, ewma: { column: price, half_life: 5s, as: price_5s } }")]
public sealed record EwmaOptions
{
    /// <summary>Column that is averaged.</summary>
    [Required]
    public ColumnName Column { get; init; }

    /// <summary>Rows, in the sense that α is 2 / (span + 1).</summary>
    [Range(1, 1_000_000)]
    public int? Span { get; init; }

    /// <summary>Event time after which a value counts half.</summary>
    [Range("1ns", "3650d")]
    public Duration? HalfLife { get; init; }

    /// <summary>Weight of the newest value.</summary>
    [Range(0, 1, AboveMin = true)]
    public double? Alpha { get; init; }

    /// <summary>Name of the result; the column's with <c>_ewma</c> behind it when it is not given.</summary>
    public ColumnName? As { get; init; }
}
