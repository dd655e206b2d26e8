using StreamEngine.Data;
using StreamEngine.Serving;

namespace StreamEngine.Tests.Operators.Serving;

public sealed class ReportTests
{
    private static readonly ColumnType Levels = ColumnType.Vector(TypeKind.Float64, 20);
    private static readonly string[] Numbers =
    [
        "last_price", "change_24h_pct", "high_24h", "low_24h", "bid_px", "bid_qty", "ask_px", "ask_qty", "spread_bps", "mid", "weighted_mid", "sum_bid_20", "sum_ask_20", "imbalance_20", "orders_per_sec", "net_flow_30s",
        "health_spread", "health_depth", "health_balance", "health_flow", "health_anomalies", "health_freshness", "poc", "vah", "val",
    ];

    private static readonly Schema Markets = new(null,
    [
        new("ts", ColumnType.Timestamp), new("symbol", ColumnType.String), new("venue", ColumnType.String, true), new("status", ColumnType.Enum("ok", "degraded", "down")), new("fresh", ColumnType.Bool),
        new("data_age_ms", ColumnType.Int64, true), new("volume_24h", ColumnType.Decimal, true), new("health_score", ColumnType.Int32),
        new("bid_prices", Levels, true), new("bid_sizes", Levels, true), new("ask_prices", Levels, true), new("ask_sizes", Levels, true),
        new("walls", ColumnType.Json, true), new("vacuums", ColumnType.Json, true), new("spoofing", ColumnType.Json, true), new("iceberg", ColumnType.Json, true),
        .. Numbers.Select(n => new Field(n, ColumnType.Float64, true)),
    ]);

    [Fact]
    public void AllKnown_AreTheMembersInTheirOrder()
    {
        var run = Run().Push(0, Known());
        Assert.Equal([OneLine("""
            {"symbol":"BTCUSDT","venue":"sim","generated_at":"2024-01-01T00:00:00.250000000Z","data_age_ms":50,"report_version":1,"ingestion":{"status":"ok","fresh":true},
            "last_price":64105.5,"change_24h_pct":-1.5,"high_24h":65000,"low_24h":63000,"volume_24h":12345.678,"best_bid":{"price":64100,"qty":2.5},"best_ask":{"price":64110,"qty":1.2},
            "spread_bps":1.5600624024960998,"mid_price":64105,"micro_price":64106.75675675676,"depth":{"top20_bid":[{"p":64100,"q":2.5},{"p":64099.5,"q":1E-05}],"top20_ask":[{"p":64110,"q":1.2}],
            "sum_bid":2.50001,"sum_ask":1.2,"imbalance":0.35},"flow":{"orders_per_sec":10,"net_flow":-0.25},"anomalies":[{"type":"spoofing","severity":"high","note":"n"},{"type":"iceberg","severity":"medium"},
            {"type":"iceberg","severity":"low","note":"m"}],"health":{"score":61,"components":{"spread":19.5,"depth":5,"balance":9.75,"flow":3,"anomalies":13.5,"freshness":9.9}},
            "liquidity":{"walls":[{"side":"bid","price":64100,"qty":25,"severity":"high"}],"vacuums":[],"profile":{"poc":64100,"vah":64105,"val":64095}}}
            """)], run.Column("report"));
    }

    [Fact]
    public void NothingKnown_IsNull_AndEveryMemberIsThere()
    {
        var run = Run().Push(0, Unknown());
        Assert.Equal([OneLine("""
            {"symbol":"BTCUSDT","venue":null,"generated_at":"2024-01-01T00:00:00.250000000Z","data_age_ms":null,"report_version":1,"ingestion":{"status":"down","fresh":false},
            "last_price":null,"change_24h_pct":null,"high_24h":null,"low_24h":null,"volume_24h":null,"best_bid":{"price":null,"qty":null},"best_ask":{"price":null,"qty":null},
            "spread_bps":null,"mid_price":null,"micro_price":null,"depth":{"top20_bid":null,"top20_ask":null,"sum_bid":null,"sum_ask":null,"imbalance":null},
            "flow":{"orders_per_sec":null,"net_flow":null},"anomalies":[],"health":{"score":15,"components":{"spread":0,"depth":0,"balance":0,"flow":0,"anomalies":15,"freshness":0}},
            "liquidity":{"walls":null,"vacuums":null}}
            """)], run.Column("report"));
    }

    [Theory]
    [InlineData("spread_bps", 0.0, "/spread_bps is '0'; it must be more than 0")]
    [InlineData("imbalance_20", 1.5, "/depth/imbalance is '1.5'; it must be 1 or less")]
    [InlineData("health_score", 101, "/health/score is '101'; it must be 100 or less")]
    [InlineData("data_age_ms", -1L, "/data_age_ms is '-1'; it must be 0 or more")]
    [InlineData("symbol", "", "/symbol is '\"\"'; it must be 1 characters or more")]
    [InlineData("walls", """[{"side":"bid","price":1,"qty":2}]""", "/liquidity/walls/0/severity is missing")]
    [InlineData("iceberg", """[{"type":"x","severity":"grave"}]""", "/anomalies/1/severity is '\"grave\"'; it must be \"low\" or \"medium\" or \"high\"")]
    public void ReportThatDoesNotFit_IsAnErrorRow(string column, object value, string fault)
    {
        var odd = Known();
        odd[column] = value;
        var run = Run().Push(0, Known(), odd, Known());
        Assert.Equal(2, run.Port().Count);
        var dead = Assert.Single(run.Dead());
        Assert.Equal(("SE9601", $"the report does not fit market-report-1: {fault}"), (dead["code"], dead["reason"]));
    }

    private static string OneLine(string text) => text.ReplaceLineEndings("");

    private static OperatorDrive Run() => new(new Report(new() { Anomalies = [new("spoofing"), new("iceberg")] }), [Markets]);

    private static Dictionary<string, object?> Unknown() => new()
    {
        ["ts"] = 1_704_067_200_250_000_000L, ["symbol"] = "BTCUSDT", ["status"] = "down", ["fresh"] = false, ["health_score"] = 15, ["health_spread"] = 0.0, ["health_depth"] = 0.0, ["health_balance"] = 0.0,
        ["health_flow"] = 0.0, ["health_anomalies"] = 15.0, ["health_freshness"] = 0.0,
    };

    private static Dictionary<string, object?> Known() => new()
    {
        ["ts"] = 1_704_067_200_250_000_000L, ["symbol"] = "BTCUSDT", ["venue"] = "sim", ["status"] = "ok", ["fresh"] = true, ["data_age_ms"] = 50L, ["last_price"] = 64105.5, ["change_24h_pct"] = -1.5,
        ["high_24h"] = 65000.0, ["low_24h"] = 63000.0, ["volume_24h"] = 12345.678m, ["bid_px"] = 64100.0, ["bid_qty"] = 2.5, ["ask_px"] = 64110.0, ["ask_qty"] = 1.2, ["spread_bps"] = 1.5600624024960998,
        ["mid"] = 64105.0, ["weighted_mid"] = 64106.75675675676, ["bid_prices"] = Vector(64100, 64099.5), ["bid_sizes"] = Vector(2.5, 0.00001), ["ask_prices"] = Vector(64110), ["ask_sizes"] = Vector(1.2),
        ["sum_bid_20"] = 2.50001, ["sum_ask_20"] = 1.2, ["imbalance_20"] = 0.35, ["orders_per_sec"] = 10.0, ["net_flow_30s"] = -0.25, ["health_score"] = 61, ["health_spread"] = 19.5, ["health_depth"] = 5.0,
        ["health_balance"] = 9.75, ["health_flow"] = 3.0, ["health_anomalies"] = 13.5, ["health_freshness"] = 9.9, ["poc"] = 64100.0, ["vah"] = 64105.0, ["val"] = 64095.0,
        ["walls"] = """[{"side":"bid","price":64100,"qty":25,"severity":"high"}]""", ["vacuums"] = "[]", ["spoofing"] = """[{"type":"spoofing","severity":"high","note":"n"}]""",
        ["iceberg"] = """[{"type":"iceberg","severity":"medium"},{"type":"iceberg","severity":"low","note":"m"}]""",
    };

    private static double[] Vector(params double[] first)
    {
        var vector = new double[20];
        first.CopyTo(vector, 0);
        return vector;
    }
}
