using System.Text.Json;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Features;

/// <summary>Vacuums: stretches of the book where several levels in a row are far smaller than levels usually are.</summary>
/// <remarks>
/// <code>region:  run neighbouring levels, each q &lt; P10        severity by m = (Σ q / P10) / run:  m &lt; 0.33 high, m ≤ 0.66 medium, else low</code>
/// q size of one of the best <c>levels</c> levels of a side, neighbours as they follow in the book; P10 the 10th percentile of the last <c>window</c> sizes seen, as <c>walls</c> sees them, by linear interpolation.
/// Every <c>run</c> neighbours are judged as a region; regions that overlap or touch are one vacuum, as grave as the gravest of them. Source: REQUIREMENTS FEA-04, FORMULAE 17.
/// <para>In: book rows with <c>bid_prices</c>, <c>bid_sizes</c>, <c>ask_prices</c> and <c>ask_sizes</c> of at least <c>levels</c> elements, per key in stream order. Appends <c>vacuums</c>, a JSON list of
/// <c>{"side":"ask","from":64110,"to":64112,"levels":3,"severity":"low"}</c> with the least and the greatest price, bids then asks, from the best on; <c>vacuum_count</c>, 0 or more; <c>vacuum_threshold</c>, P10 in base units,
/// null below 20 sizes seen.</para>
/// <para>Edge cases: below 20 sizes seen there is no vacuum; bids and asks never merge; prices without a level do not separate neighbours; a row of a book that is not live is answered null, and all levels of the next live one are
/// seen anew, while sizes seen before still count.</para>
/// <para>Emits one answer a row; holds nothing back; completes with its input; fails with its input, and a null key is an error row. Warm-up: 20 sizes. Cost: O(log <c>window</c>) a level that changed and O(<c>levels</c>) a row,
/// times <c>run</c> where it is thin. Memory: 20 bytes a size seen, <c>window</c> of them at most, and 32 bytes a level, a key.</para>
/// </remarks>
[Operator("vacuums", OperatorKind.Feature, Allocates = Allocation.Nothing)]
public sealed class Vacuums(VacuumsOptions options) : LevelSizeOperator("vacuum", options.Levels, options.Window, percentile: 10)
{
    private const double MostMedium = 0.66;
    private const double LeastMedium = 0.33;

    private readonly List<ThinRegion> _bids = [];
    private readonly List<ThinRegion> _asks = [];

    /// <inheritdoc/>
    protected override double Threshold(double usual) => usual;

    /// <inheritdoc/>
    protected override int Find(bool bid, ReadOnlySpan<double> sizes, double threshold)
    {
        var regions = bid ? _bids : _asks;
        regions.Clear();
        var thin = 0;
        for (var i = 0; i < sizes.Length; i++)
        {
            thin = sizes[i] < threshold ? thin + 1 : 0;
            if (thin < options.Run)
            {
                continue;
            }

            var severity = SeverityOf(sizes.Slice(i + 1 - options.Run, options.Run), threshold);
            if (thin == options.Run)
            {
                regions.Add(new ThinRegion(i + 1 - options.Run, i, severity));
            }
            else
            {
                var grown = regions[^1];
                regions[^1] = grown with { Last = i, Severity = severity > grown.Severity ? severity : grown.Severity };
            }
        }

        return regions.Count;
    }

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter json, bool bid, ReadOnlySpan<double> prices, ReadOnlySpan<double> sizes)
    {
        foreach (var region in bid ? _bids : _asks)
        {
            json.WriteStartObject();
            json.WriteString("side"u8, bid ? "bid"u8 : "ask"u8);
            json.WriteNumber("from"u8, Math.Min(prices[region.First], prices[region.Last]));
            json.WriteNumber("to"u8, Math.Max(prices[region.First], prices[region.Last]));
            json.WriteNumber("levels"u8, region.Last - region.First + 1);
            json.WriteString("severity"u8, region.Severity.Utf8());
            json.WriteEndObject();
        }
    }

    private static Severity SeverityOf(ReadOnlySpan<double> sizes, double usual)
    {
        var sum = 0.0;
        foreach (var size in sizes)
        {
            sum += size / usual;
        }

        var mean = sum / sizes.Length;
        return mean < LeastMedium ? Severity.High : mean <= MostMedium ? Severity.Medium : Severity.Low;
    }
}

/// <summary>Options of <see cref="Vacuums"/>.</summary>
[Example("x: { from: book, key: symbol, vacuums: { window: 500 } }")]
public sealed record VacuumsOptions
{
    /// <summary>Sizes seen that tell what is usual.</summary>
    [Range(20, 1_000_000)]
    public int Window { get; init; } = 10_000;

    /// <summary>Neighbouring thin levels that are a region.</summary>
    [Range(1, 1000)]
    public int Run { get; init; } = 3;

    /// <summary>Levels a side that are looked at, from the best.</summary>
    [Range(1, 1000)]
    public int Levels { get; init; } = 20;
}
