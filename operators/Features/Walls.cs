using System.Text.Json;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Features;

/// <summary>Walls: levels of the book that are far larger than levels usually are.</summary>
/// <remarks>
/// <code>wall:  q ≥ T,   T = max(factor · P95, minimum)        severity:  q / T ≥ 3 high, ≥ 2 medium, else low</code>
/// q size of one of the best <c>levels</c> levels of a side; P95 the 95th percentile of the last <c>window</c> sizes seen, both sides together: with h = 0.95 (n − 1), linear between the sizes at places ⌊h⌋ and ⌊h⌋ + 1 in
/// ascending order from 0 on. A size is seen when a level stands among the best <c>levels</c> of a row and did not in the row before, or with another size; those of a row, bids then asks, from the best on, count in its own
/// answer. Source: REQUIREMENTS FEA-03, FORMULAE 17.
/// <para>In: book rows with <c>bid_prices</c>, <c>bid_sizes</c>, <c>ask_prices</c> and <c>ask_sizes</c> of at least <c>levels</c> elements, per key in stream order. Appends <c>walls</c>, a JSON list of
/// <c>{"side":"bid","price":64100,"qty":25,"severity":"high"}</c>, bids then asks, from the best on; <c>wall_count</c>, 0 or more; <c>wall_threshold</c>, T in base units, null below 20 sizes seen.</para>
/// <para>Edge cases: below 20 sizes seen there is no wall; a row of a book that is not live is answered null, and all levels of the next live one are seen anew, while sizes seen before still count; an empty side has no walls.</para>
/// <para>Emits one answer a row; holds nothing back; completes with its input; fails with its input, and a null key is an error row. Warm-up: 20 sizes. Cost: O(log <c>window</c>) a level that changed and O(<c>levels</c>) a row.
/// Memory: 20 bytes a size seen, <c>window</c> of them at most, and 32 bytes a level, a key.</para>
/// </remarks>
[Operator("walls", OperatorKind.Feature, Allocates = Allocation.Nothing)]
public sealed class Walls(WallsOptions options) : LevelSizeOperator("wall", options.Levels, options.Window, percentile: 95)
{
    private double _least;

    /// <inheritdoc/>
    protected override double Threshold(double usual) => Math.Max(options.Factor * usual, options.Minimum);

    /// <inheritdoc/>
    protected override int Find(bool bid, ReadOnlySpan<double> sizes, double threshold)
    {
        _least = threshold;
        var count = 0;
        foreach (var size in sizes)
        {
            count += size >= threshold ? 1 : 0;
        }

        return count;
    }

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter json, bool bid, ReadOnlySpan<double> prices, ReadOnlySpan<double> sizes)
    {
        for (var i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] >= _least)
            {
                json.WriteStartObject();
                json.WriteString("side"u8, bid ? "bid"u8 : "ask"u8);
                json.WriteNumber("price"u8, prices[i]);
                json.WriteNumber("qty"u8, sizes[i]);
                json.WriteString("severity"u8, SeverityOf(sizes[i] / _least).Utf8());
                json.WriteEndObject();
            }
        }
    }

    private static Severity SeverityOf(double times) => times >= 3 ? Severity.High : times >= 2 ? Severity.Medium : Severity.Low;
}

/// <summary>Options of <see cref="Walls"/>.</summary>
[Example("x: { from: book, key: symbol, walls: { window: 500 } }")]
public sealed record WallsOptions
{
    /// <summary>Sizes seen that tell what is usual.</summary>
    [Range(20, 1_000_000)]
    public int Window { get; init; } = 10_000;

    /// <summary>How many times the 95th percentile a wall has at least.</summary>
    [Range(0.001, 1_000_000)]
    public double Factor { get; init; } = 1.5;

    /// <summary>Size below which nothing is a wall, in base units.</summary>
    [Range(0, 1e15)]
    public double Minimum { get; init; }

    /// <summary>Levels a side that are looked at, from the best.</summary>
    [Range(1, 1000)]
    public int Levels { get; init; } = 20;
}
