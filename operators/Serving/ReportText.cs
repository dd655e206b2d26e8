using System.Buffers;
using System.Text.Json;
using StreamEngine.Data;
using StreamEngine.Features;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Time;

namespace StreamEngine.Serving;

/// <summary>Writes the JSON of a market report, member by member, from the columns of a row.</summary>
internal sealed class ReportText(IReadOnlyList<string> anomalies)
{
    /// <summary>The version of the schema.</summary>
    public const int Version = 1;

    private const int Levels = 20;

    private static readonly TypeKind[] Numbers = [TypeKind.Float64, TypeKind.Float32, TypeKind.Decimal, TypeKind.Int32, TypeKind.Int64];
    private static readonly string[] Measured =
    [
        "data_age_ms", "last_price", "change_24h_pct", "high_24h", "low_24h", "volume_24h", "bid_px", "bid_qty", "ask_px", "ask_qty", "spread_bps", "mid", "weighted_mid", "sum_bid_20", "sum_ask_20", "imbalance_20",
        "orders_per_sec", "net_flow_30s", "health_score", "health_spread", "health_depth", "health_balance", "health_flow", "health_anomalies", "health_freshness", "poc", "vah", "val",
    ];

    private static readonly JsonEncodedText[] Components = [.. new[] { "spread", "depth", "balance", "flow", "anomalies", "freshness" }.Select(c => JsonEncodedText.Encode(c))];

    private readonly LevelVectors _levels = new(Levels);
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly ArrayBufferWriter<byte> _list = new();
    private readonly Dictionary<string, int> _at = new(StringComparer.Ordinal);
    private readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions { SkipValidation = true });
    private Batch _batch = null!;
    private int _row;

    /// <summary>Takes the columns.</summary>
    public void Bind(BindScope scope)
    {
        scope.Read(0, "ts", null, TypeKind.Timestamp);
        scope.Read(0, "symbol", null, TypeKind.Symbol, TypeKind.String);
        scope.Read(0, "venue", null, TypeKind.Symbol, TypeKind.String);
        scope.Read(0, "status", null, TypeKind.Enum, TypeKind.String);
        scope.Read(0, "fresh", null, TypeKind.Bool);
        scope.Read(0, "walls", null, TypeKind.Json);
        scope.Read(0, "vacuums", null, TypeKind.Json);
        foreach (var name in Measured)
        {
            scope.Read(0, name, null, Numbers);
        }

        foreach (var name in anomalies)
        {
            scope.Read(0, name, "anomalies", TypeKind.Json);
        }

        _levels.Bind(scope);
    }

    /// <summary>Finds the columns.</summary>
    public void Open(Schema input)
    {
        _levels.Open(input);
        foreach (var name in (string[])["ts", "symbol", "venue", "status", "fresh", "walls", "vacuums", .. Measured, .. anomalies])
        {
            _at[name] = input.IndexOf(name);
        }
    }

    /// <summary>The report of a physical row; it stands until the next one.</summary>
    public ReadOnlyMemory<byte> Of(Batch batch, int row)
    {
        (_batch, _row) = (batch, row);
        _bytes.ResetWrittenCount();
        _json.Reset(_bytes);
        _json.WriteStartObject();
        Member("symbol", "symbol");
        Member("venue", "venue");
        Time("generated_at", "ts");
        Member("data_age_ms", "data_age_ms");
        _json.WriteNumber("report_version", Version);
        _json.WriteStartObject("ingestion");
        Member("status", "status");
        Member("fresh", "fresh");
        _json.WriteEndObject();
        foreach (var name in (ReadOnlySpan<string>)["last_price", "change_24h_pct", "high_24h", "low_24h", "volume_24h"])
        {
            Member(name, name);
        }

        Quote("best_bid", "bid_px", "bid_qty");
        Quote("best_ask", "ask_px", "ask_qty");
        Member("spread_bps", "spread_bps");
        Member("mid_price", "mid");
        Member("micro_price", "weighted_mid");
        Depth();
        _json.WriteStartObject("flow");
        Member("orders_per_sec", "orders_per_sec");
        Member("net_flow", "net_flow_30s");
        _json.WriteEndObject();
        Anomalies();
        Health();
        Liquidity();
        _json.WriteEndObject();
        _json.Flush();
        return _bytes.WrittenMemory;
    }

    private Column ColumnOf(string name) => _batch.Column(_at[name]);

    private void Member(string member, string column)
    {
        _json.WritePropertyName(member);
        Value(ColumnOf(column));
    }

    private void Value(Column column)
    {
        if (column is TextColumn { Type.Kind: TypeKind.Json } json && !column.IsNull(_row))
        {
            _json.WriteRawValue(json[_row], skipInputValidation: true); // the whole report is checked when it is done
            return;
        }

        RowText.WriteValue(_json, column, _row);
    }

    private void Time(string member, string column)
    {
        Span<byte> text = stackalloc byte[Rfc3339.Length];
        var length = Rfc3339.Format(((ValueColumn<long>)ColumnOf(column)).Values[_row], text);
        _json.WriteString(member, text[..length]);
    }

    private void Quote(string member, string price, string qty)
    {
        _json.WriteStartObject(member);
        Member("price", price);
        Member("qty", qty);
        _json.WriteEndObject();
    }

    private void Depth()
    {
        _json.WriteStartObject("depth");
        Side("top20_bid", bid: true);
        Side("top20_ask", bid: false);
        Member("sum_bid", "sum_bid_20");
        Member("sum_ask", "sum_ask_20");
        Member("imbalance", "imbalance_20");
        _json.WriteEndObject();
    }

    private void Side(string member, bool bid)
    {
        if (!_levels.TryRead(_batch, _row, bid, out var prices, out var sizes))
        {
            _json.WriteNull(member);
            return;
        }

        _json.WriteStartArray(member);
        for (var i = 0; i < prices.Length; i++)
        {
            _json.WriteStartObject();
            _json.WriteNumber("p"u8, prices[i]);
            _json.WriteNumber("q"u8, sizes[i]);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    /// <summary>The lists as one: what stands between their brackets, by commas.</summary>
    private void Anomalies()
    {
        _list.ResetWrittenCount();
        foreach (var name in anomalies)
        {
            var column = (TextColumn)ColumnOf(name);
            if (column.IsNull(_row) || column[_row].SequenceEqual(JsonList.Empty))
            {
                continue;
            }

            var list = column[_row];
            _list.Write(_list.WrittenCount == 0 ? "["u8 : ","u8);
            _list.Write(list is [(byte)'[', .., (byte)']'] ? list[1..^1] : list);
        }

        _list.Write(_list.WrittenCount == 0 ? "[]"u8 : "]"u8);
        _json.WritePropertyName("anomalies");
        _json.WriteRawValue(_list.WrittenSpan, skipInputValidation: true);
    }

    private void Health()
    {
        _json.WriteStartObject("health");
        Member("score", "health_score");
        _json.WriteStartObject("components");
        foreach (var component in Components)
        {
            _json.WritePropertyName(component);
            Value(ColumnOf($"health_{component}"));
        }

        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void Liquidity()
    {
        _json.WriteStartObject("liquidity");
        Member("walls", "walls");
        Member("vacuums", "vacuums");
        if (!ColumnOf("poc").IsNull(_row))
        {
            _json.WriteStartObject("profile");
            Member("poc", "poc");
            Member("vah", "vah");
            Member("val", "val");
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
    }
}
