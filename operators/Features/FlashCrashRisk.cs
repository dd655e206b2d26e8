using System.Globalization;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Features;

/// <summary>Flash-crash risk: a spread far wider than usual, over a thin book, while selling gathers speed.</summary>
/// <remarks>
/// <code>wide:  s &gt; 2 · mean(s′), strength s / (2 · mean(s′))
/// thin:  vacuums ≥ 3, strength vacuums / 3;  or  d &lt; P10(d′), strength P10(d′) / d;  of both the greater
/// falling:  f &lt; 0 and f &lt; f₀, strength f / f₀ where f₀ &lt; 0, else 3
/// severity by the mean strength of the signs that hold, each 3 at most:  ≥ 2 high,  ≥ 1.5 medium,  else low;  with only two signs high is medium</code>
/// s spread, d depth and f net flow of the row; s′ and d′ those of the <c>rows</c> rows before it that have one, at least 20 of them; P10 by linear interpolation, in floating point as in <c>vacuums</c>; f₀ the flow <c>lag</c> rows before. At
/// least <c>signs</c> of the three must hold. The mean is exact. Source: REQUIREMENTS FEA-09.
/// <para>In: rows with the four columns, at even distances, such as those of the report; per key in stream order. Appends <c>flash_crash_risk</c>, a JSON list of nothing or of
/// <c>{"type":"flash_crash_risk","severity":"medium","note":"spread 12.5, usually 3.9; vacuums 4, depth 12.1; net flow -120, before -80"}</c>.</para>
/// <para>Edge cases: a sign one of whose values is null does not hold; vacuums alone can make the book thin; a depth of 0 has strength 3; values that are null are not among those before, and a null flow <c>lag</c> rows before
/// leaves f₀ unknown.</para>
/// <para>Emits one answer a row; holds nothing back; completes with its input; fails with its input, and a null key is an error row. Warm-up: 20 rows for spread and depth, <c>lag</c> for the flow. Cost: O(log <c>rows</c>) a row.
/// Memory: 28 bytes for each of <c>rows</c> rows a key.</para>
/// </remarks>
[Operator("flash_crash_risk", OperatorKind.Feature)]
public sealed class FlashCrashRisk(FlashCrashRiskOptions options) : Feature<MarketStrain, CrashRisk, StrainHistory>
{
    private const int Fewest = 20;
    private const int Signs = 3;
    private const double Most = 3;
    private readonly JsonList _list = new();

    /// <inheritdoc/>
    public override CrashRisk OnRow(in MarketStrain row)
    {
        var (wide, usual) = Wide(row);
        var thin = Thin(row);
        var (falling, before) = Falling(row);
        State.Add(row, options.Rows, options.Lag);
        Span<double> strengths = [wide, thin, falling];
        var (held, sum) = (0, 0.0);
        foreach (var strength in strengths)
        {
            held += strength > 0 ? 1 : 0;
            sum += Math.Min(strength, Most);
        }

        if (held < options.Signs)
        {
            return new CrashRisk("[]");
        }

        var severity = sum / held >= 2 ? Severity.High : sum / held >= 1.5 ? Severity.Medium : Severity.Low;
        severity = held < Signs && severity == Severity.High ? Severity.Medium : severity;
        _list.Begin();
        _list.Anomaly("flash_crash_risk"u8, severity, string.Create(CultureInfo.InvariantCulture,
            $"spread {Text(row.Spread)}, usually {Text(usual)}; vacuums {Text(row.Vacuums)}, depth {Text(row.Depth)}; net flow {Text(row.Flow)}, before {Text(before)}"));
        return new CrashRisk(System.Text.Encoding.UTF8.GetString(_list.End()));
    }

    /// <inheritdoc/>
    protected override StrainHistory NewState() => new(options.Rows);

    private static string Text(double? value) => value is { } known ? known.ToString(CultureInfo.InvariantCulture) : "unknown";

    private (double Strength, double? Usual) Wide(in MarketStrain row)
    {
        if (State.Spreads.Count < Fewest)
        {
            return (0, null);
        }

        var usual = State.Sum.Mean(State.Spreads.Count);
        return (row.Spread is { } spread && spread > options.Wider * usual ? usual > 0 ? spread / (options.Wider * usual) : Most : 0, usual);
    }

    private double Thin(in MarketStrain row)
    {
        var strength = row.Vacuums is { } vacuums && vacuums >= options.Vacuum ? vacuums / options.Vacuum : 0;
        return row.Depth is { } depth && State.Depths.Count >= Fewest && depth < State.Depths.Value
            ? Math.Max(strength, depth > 0 ? State.Depths.Value / depth : Most)
            : strength;
    }

    private (double Strength, double? Before) Falling(in MarketStrain row)
    {
        var before = State.Flows.Count == options.Lag ? State.Flows.Peek() : null;
        return (row.Flow is { } flow && before is { } was && flow < 0 && flow < was ? was < 0 ? flow / was : Most : 0, before);
    }
}

/// <summary>What <see cref="FlashCrashRisk"/> reads.</summary>
/// <param name="Spread">Relative spread.</param>
/// <param name="Vacuums">Vacuums in the book.</param>
/// <param name="Depth">Size in the book.</param>
/// <param name="Flow">Net flow.</param>
public readonly record struct MarketStrain(
    [property: Column("spread_bps", Option = "spread")] double? Spread, [property: Column("vacuum_count", Option = "vacuums")] double? Vacuums,
    [property: Column("depth", Option = "depth")] double? Depth, [property: Column("net_flow_30s", Option = "flow")] double? Flow);

/// <summary>What <see cref="FlashCrashRisk"/> appends.</summary>
/// <param name="Value">Column <c>flash_crash_risk</c>, a JSON list.</param>
public readonly record struct CrashRisk([property: Column("flash_crash_risk", Type = "json")] string? Value);

/// <summary>Options of <see cref="FlashCrashRisk"/>.</summary>
[Example("""
    flowing: { from: { in: book, trades: trades }, key: symbol, trade_flow: { window: 10ms }, drop: [late] }
    thinned: { from: flowing, key: symbol, vacuums: { window: 100, run: 2 } }
    spread:  { from: thinned, key: symbol, spread: {} }
    deep:    { from: spread, key: symbol, depth: { levels: 5 } }
    x:
      from: deep
      key: symbol
      flash_crash_risk: { depth: sum_bid_5, flow: net_flow_10ms, rows: 50, signs: 2 }
    """)]
public sealed record FlashCrashRiskOptions
{
    /// <summary>Column of the relative spread.</summary>
    public ColumnName Spread { get; init; } = new("spread_bps");

    /// <summary>Column of the count of vacuums.</summary>
    public ColumnName Vacuums { get; init; } = new("vacuum_count");

    /// <summary>Column of the depth, in any one unit.</summary>
    public ColumnName Depth { get; init; } = new("depth");

    /// <summary>Column of the net flow.</summary>
    public ColumnName Flow { get; init; } = new("net_flow_30s");

    /// <summary>Rows before that say what is usual: 1,200 are five minutes of reports.</summary>
    [Range(20, 1_000_000)]
    public int Rows { get; init; } = 1_200;

    /// <summary>How many times the usual spread is wide.</summary>
    [Range(1, 1_000)]
    public double Wider { get; init; } = 2;

    /// <summary>Vacuums that make a book thin.</summary>
    [Range(1, 1_000)]
    public int Vacuum { get; init; } = 3;

    /// <summary>Rows from the flow before to the flow now: 4 are a second of reports.</summary>
    [Range(1, 100_000)]
    public int Lag { get; init; } = 4;

    /// <summary>Signs that must hold at least, of three.</summary>
    [Range(2, 3)]
    public int Signs { get; init; } = 3;
}
