using System.Globalization;
using System.Text.Json;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Features;

/// <summary>Health of a market, from 0 to 100: how narrow, deep, balanced, busy, free of anomalies and fresh it is.</summary>
/// <remarks>
/// <code>spread     [0, 1] (50 − spread_bps) / (50 − 1)        depth      [0, 1] quote_depth / 1,000,000
/// balance    [0, 1] 1 − |imbalance|                    flow       [0, 1] orders_per_sec / 50
/// anomalies  [0, 1] 1 − Σ (0.1 low, 0.3 medium, 0.6 high)    freshness  [0, 1] 1 − data_age_ms / 5,000
/// component = weight · value,   score = round(Σ components)</code>
/// [0, 1] x is x held between 0 and 1. Weights: spread 20, depth 25, balance 15, flow 15, anomalies 15, freshness 10. The sum is taken in that order and rounded half to even, so the components add up to the score within 0.5.
/// Every component is monotone in what it measures. Source: REQUIREMENTS FEA-10.
/// <para>In: rows with the columns named by the options; anomalies are JSON lists of objects with a <c>severity</c> low, medium or high, as <c>spoofing</c>, <c>iceberg</c> and <c>flash_crash_risk</c> append them. Appends
/// <c>health_score</c>, int32 from 0 to 100, and <c>health_spread</c>, <c>health_depth</c>, <c>health_balance</c>, <c>health_flow</c>, <c>health_anomalies</c> and <c>health_freshness</c>, each from 0 to its weight.</para>
/// <para>Edge cases: a value that is null (the book is not live, nothing has come yet) makes its component 0; a list that is null has no anomalies; one that is no JSON makes its component 0; severities of other
/// words are none.</para>
/// <para>Emits one answer a row; holds nothing back; completes with its input; fails with its input. No warm-up. Cost: O(1) a row and O(n) for n bytes of anomalies. No
/// memory.</para>
/// </remarks>
[Operator("health", OperatorKind.Feature, Allocates = Allocation.Nothing)]
public sealed class Health(HealthOptions options) : BatchOperator
{
    private static readonly string[] Components = ["spread", "depth", "balance", "flow", "anomalies", "freshness"];

    private readonly double[] _values = new double[Components.Length];
    private readonly ScatterColumn<double>?[] _components = new ScatterColumn<double>?[Components.Length];
    private readonly int[] _at = new int[5];
    private int[] _lists = [];
    private Appender _appender = null!;
    private ScatterColumn<int>? _score;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        foreach (var (option, column) in Inputs())
        {
            scope.Read(0, column.Name, option, TypeKind.Float64, TypeKind.Float32, TypeKind.Int32, TypeKind.Int64);
        }

        foreach (var list in options.Anomalies)
        {
            scope.Read(0, list.Name, "anomalies", TypeKind.Json);
        }

        var total = Weights().Sum();
        if (Math.Abs(total - 100) > 1e-9)
        {
            scope.Report("weights", FeatureCodes.WeightsNotWhole.Code, string.Create(CultureInfo.InvariantCulture, $"the weights {string.Join(" + ", Weights().Select(w => w.ToString(CultureInfo.InvariantCulture)))} add up to {total}; it must be 100"));
        }

        if (options.NarrowBps >= options.WideBps)
        {
            scope.Report("narrow_bps", FeatureCodes.NotBelow.Code, string.Create(CultureInfo.InvariantCulture, $"narrow_bps is {options.NarrowBps} and wide_bps {options.WideBps}; narrow_bps must be below wide_bps"));
        }

        return AppendedColumns.Bind(scope, [new Field("health_score", ColumnType.Int32, true), .. Components.Select(c => new Field($"health_{c}", ColumnType.Float64, true))]);
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        var input = context.Inputs[0]!;
        var inputs = Inputs();
        for (var i = 0; i < _at.Length; i++)
        {
            _at[i] = input.IndexOf(inputs[i].Column.Name);
        }

        _lists = [.. options.Anomalies.Select(a => input.IndexOf(a.Name))];
        _appender = context.Output.Appender!;
        _score = (ScatterColumn<int>?)_appender.At(0);
        for (var i = 0; i < _components.Length; i++)
        {
            _components[i] = (ScatterColumn<double>?)_appender.At(i + 1);
        }
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            Judge(rows.Batch, rows[i]);
            output.Used();
            var to = _appender.Pass(rows.Batch, rows[i], rows.At(i));
            var sum = 0.0;
            for (var c = 0; c < _values.Length; c++)
            {
                sum += _values[c];
                _components[c]?.Set(to, _values[c]);
            }

            _score?.Set(to, (int)Math.Round(sum, MidpointRounding.ToEven));
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
    }

    private (string Option, ColumnName Column)[] Inputs() =>
        [("spread", options.Spread), ("depth", options.Depth), ("balance", options.Balance), ("flow", options.Flow), ("age", options.Age)];

    private double[] Weights() =>
        [options.Weights.Spread, options.Weights.Depth, options.Weights.Balance, options.Weights.Flow, options.Weights.Anomalies, options.Weights.Freshness];

    /// <summary>The weighted components of a row.</summary>
    private void Judge(Batch batch, int row)
    {
        var weights = options.Weights;
        _values[0] = weights.Spread * Held((options.WideBps - Number(batch, 0, row)) / (options.WideBps - options.NarrowBps));
        _values[1] = weights.Depth * Held(Number(batch, 1, row) / options.DeepQuote);
        _values[2] = weights.Balance * Held(Number(batch, 2, row) is { } imbalance ? 1 - Math.Abs(imbalance) : null);
        _values[3] = weights.Flow * Held(Number(batch, 3, row) / options.BusyPerSec);
        _values[4] = weights.Anomalies * (Math.Max(0, 100 - Penalty(batch, row)) / 100.0);
        _values[5] = weights.Freshness * Held(1 - (Number(batch, 4, row) * 1e6 / options.StaleAfter.Nanoseconds));
    }

    /// <summary>Between 0 and 1; 0 for what is unknown.</summary>
    private static double Held(double? value) => value is { } known ? Math.Clamp(known, 0, 1) : 0;

    private double? Number(Batch batch, int which, int row)
    {
        var column = batch.Column(_at[which]);
        return column.IsNull(row)
            ? null
            : column switch
            {
                ValueColumn<double> c => c[row],
                ValueColumn<float> c => c[row],
                ValueColumn<long> c => c[row],
                ValueColumn<int> c => c[row],
                _ => throw new InvalidOperationException($"{column.Type} is no number: a bug in the operator"),
            };
    }

    private int Penalty(Batch batch, int row)
    {
        var penalty = 0;
        foreach (var list in _lists)
        {
            var texts = (TextColumn)batch.Column(list);
            if (texts.IsNull(row) || texts[row].Length <= 2)
            {
                continue;
            }

            try
            {
                penalty = Math.Min(100, penalty + PenaltyOf(texts[row]));
            }
            catch (JsonException)
            {
                return 100; // what it holds is unknown
            }
        }

        return penalty;
    }

    private static int PenaltyOf(ReadOnlySpan<byte> list)
    {
        var penalty = 0;
        var json = new Utf8JsonReader(list);
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 2 && json.ValueTextEquals("severity"u8) && json.Read() && json.TokenType == JsonTokenType.String)
            {
                penalty = Math.Min(100, penalty + (json.ValueTextEquals("high"u8) ? 60 : json.ValueTextEquals("medium"u8) ? 30 : json.ValueTextEquals("low"u8) ? 10 : 0));
            }
        }

        return penalty;
    }
}

/// <summary>Options of <see cref="Health"/>.</summary>
[Example("""
    spread: { from: book, key: symbol, spread: {} }
    worth:  { from: spread, key: symbol, quote_depth: { levels: 10 } }
    sided:  { from: worth, key: symbol, imbalance: { levels: 10 } }
    busy:   { from: { in: sided, trades: trades }, key: symbol, order_rate: { window: 10ms } }
    aged:   { from: { in: busy, trades: trades }, key: symbol, freshness: {} }
    x:
      from: aged
      key: symbol
      health: { depth: quote_depth_10, balance: imbalance_10 }
    """)]
public sealed record HealthOptions
{
    /// <summary>Column of the spread, basis points.</summary>
    public ColumnName Spread { get; init; } = new("spread_bps");

    /// <summary>Column of the depth, quote units.</summary>
    public ColumnName Depth { get; init; } = new("quote_depth_20");

    /// <summary>Column of the imbalance, from −1 to 1.</summary>
    public ColumnName Balance { get; init; } = new("imbalance_20");

    /// <summary>Column of the events a second.</summary>
    public ColumnName Flow { get; init; } = new("orders_per_sec");

    /// <summary>Column of the age of data, milliseconds.</summary>
    public ColumnName Age { get; init; } = new("data_age_ms");

    /// <summary>Columns with lists of anomalies.</summary>
    [MaxItems(16)]
    public IReadOnlyList<ColumnName> Anomalies { get; init; } = [];

    /// <summary>What the components weigh; together 100.</summary>
    public HealthWeights Weights { get; init; } = new();

    /// <summary>Spread up to which its component is full, basis points.</summary>
    [Range(0, 1_000_000)]
    public double NarrowBps { get; init; } = 1;

    /// <summary>Spread from which its component is 0, basis points.</summary>
    [Range(0, 1_000_000)]
    public double WideBps { get; init; } = 50;

    /// <summary>Depth from which its component is full, quote units.</summary>
    [Range(1e-9, 1e18)]
    public double DeepQuote { get; init; } = 1_000_000;

    /// <summary>Events a second from which their component is full.</summary>
    [Range(1e-9, 1e12)]
    public double BusyPerSec { get; init; } = 50;

    /// <summary>Age from which freshness is 0.</summary>
    [Range("1ms", "365d")]
    public Duration StaleAfter { get; init; } = new(5_000_000_000);
}
