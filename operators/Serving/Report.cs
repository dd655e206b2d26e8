using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Features;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Serving;

/// <summary>The market report: puts columns together as one JSON text a row, held to the published schema.</summary>
/// <remarks>
/// <code>symbol, venue, generated_at = ts, data_age_ms, report_version, ingestion { status, fresh }, last_price, change_24h_pct, high_24h, low_24h, volume_24h, best_bid { price, qty }, best_ask { price, qty },
/// spread_bps, mid_price = mid, micro_price = weighted_mid, depth { top20_bid [ { p, q } ], top20_ask, sum_bid, sum_ask, imbalance }, flow { orders_per_sec, net_flow }, anomalies [ { type, severity, note } ],
/// health { score, components { spread, depth, balance, flow, anomalies, freshness } }, liquidity { walls, vacuums, profile { poc, vah, val } }</code>
/// Members stand in that order, without blanks; numbers are the shortest text that reads back as the same value, times RFC 3339 in UTC to the nanosecond. So the same rows give the same bytes. It computes nothing.
/// Source: REQUIREMENTS DOM-03; the schema is schemas/market-report-1.json (JSON Schema 2020-12).
/// <para>In: rows with <c>ts</c>, <c>symbol</c> and the columns that the features of a market append under their usual names: those of <c>order_book</c>, <c>spread</c>, <c>mid</c>, <c>weighted_mid</c>, <c>depth</c> and <c>imbalance</c>
/// of 20 levels, <c>walls</c>, <c>vacuums</c>, <c>volume_profile</c>, <c>order_rate</c>, <c>trade_flow</c> of 30 s, <c>freshness</c> and <c>health</c>; <c>last_price</c> and the four columns of 24 h; the lists of
/// <c>anomalies</c>. Appends <c>report</c>, json.</para>
/// <para>Edge cases: a column that is null makes its member null, and every member is there; <c>profile</c> alone is left out while the profile is null. Lists of anomalies are joined in the order of the option, a null list being
/// empty. A report that does not fit the schema is an error row that names the place and what is allowed, and is not published.</para>
/// <para>Emits one answer a row; holds nothing back; completes with its input; fails rows whose report does not fit. No warm-up. Cost: some 50 µs a row, writing and checking. Memory: one report.</para>
/// </remarks>
[Operator("report", OperatorKind.Feature)]
public sealed class Report(ReportOptions options) : BatchOperator
{
    private readonly ReportText _text = new([.. options.Anomalies.Select(a => a.Name)]);
    private readonly JsonSchema _schema = JsonSchema.Published("market-report-1");
    private Appender _appender = null!;
    private ScatterText? _report;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        _text.Bind(scope);
        return AppendedColumns.Bind(scope, new Field("report", ColumnType.Json, true));
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _text.Open(context.Inputs[0]!);
        _appender = context.Output.Appender!;
        _report = (ScatterText?)_appender.At(0);
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var text = _text.Of(rows.Batch, rows[i]);
            if (_schema.Fault(text) is { } fault)
            {
                output.Error(rows, i, ServingCodes.ReportInvalid, $"the report does not fit market-report-1: {fault}");
                continue;
            }

            output.Used();
            var to = _appender.Pass(rows.Batch, rows[i], rows.At(i));
            _report?.Set(to, text.Span);
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
}

/// <summary>Options of <see cref="Report"/>.</summary>
[Example("""
    walls:   { from: book, key: symbol, walls: {} }
    thin:    { from: walls, key: symbol, vacuums: {} }
    spread:  { from: thin, key: symbol, spread: {} }
    mid:     { from: spread, key: symbol, mid: {} }
    micro:   { from: mid, key: symbol, weighted_mid: {} }
    sums:    { from: micro, key: symbol, depth: { levels: 20 } }
    worth:   { from: sums, key: symbol, quote_depth: { levels: 20 } }
    sided:   { from: worth, key: symbol, imbalance: { levels: 20 } }
    profile: { from: { in: sided, trades: trades }, key: symbol, volume_profile: { tick: 0.01 } }
    rate:    { from: { in: profile, trades: trades }, key: symbol, order_rate: { window: 10s } }
    flow:    { from: { in: rate, trades: trades }, key: symbol, trade_flow: { window: 30s }, drop: [late] }
    fresh:   { from: { in: flow, trades: trades }, key: symbol, freshness: {} }
    iceberg: { from: { in: fresh, trades: trades, book: book }, key: symbol, iceberg: {} }
    health:  { from: iceberg, key: symbol, health: { anomalies: [iceberg] } }
    known:
      from: { left: health, right: trades }
      key: symbol
      latest: {}
      select: |
        *
        last_price = price
        change_24h_pct = price - price
        high_24h = price
        low_24h = price
        volume_24h = qty
    x: { from: known, key: symbol, report: { anomalies: [iceberg] } }
    """)]
public sealed record ReportOptions
{
    /// <summary>Columns with lists of anomalies, in the order of the report.</summary>
    [MaxItems(16)]
    public IReadOnlyList<ColumnName> Anomalies { get; init; } = [];
}
