using System.Globalization;
using System.Text;
using System.Text.Json;
using StreamEngine.Cli.Screen;

namespace StreamEngine.Cli.Serving;

/// <summary>A market report for people, in 80 columns.</summary>
internal static class ReportSummary
{
    private const string Unknown = "not known";
    private const int LabelWidth = 13;
    private const int CellWidth = 29;

    /// <summary>Whether a report is fresh, and says of the market all that its book and trades can say; a 24 h ticker is another matter.</summary>
    public static bool IsComplete(JsonElement report) =>
        report.GetProperty("ingestion").GetProperty("fresh").GetBoolean()
        && report.GetProperty("ingestion").GetProperty("status").ValueEquals("ok")
        && new[] { report.GetProperty("last_price"), report.GetProperty("spread_bps"), report.GetProperty("best_bid").GetProperty("price"), report.GetProperty("depth").GetProperty("imbalance"), report.GetProperty("flow").GetProperty("net_flow") }
            .All(value => value.ValueKind == JsonValueKind.Number)
        && report.GetProperty("liquidity").TryGetProperty("profile", out _);

    /// <summary>The market in one line.</summary>
    public static string Line(JsonElement report) =>
        $"{Text(report, "symbol"),-9} {Number(report.GetProperty("last_price")),12}   spread {Number(report.GetProperty("spread_bps"), "0.###")} bps, {Text(report.GetProperty("ingestion"), "status")}, health {report.GetProperty("health").GetProperty("score")} of 100";

    /// <summary>All that is told, in lines.</summary>
    public static string Of(JsonElement report)
    {
        var text = new StringBuilder();
        var (bid, ask, depth, flow) = (report.GetProperty("best_bid"), report.GetProperty("best_ask"), report.GetProperty("depth"), report.GetProperty("flow"));
        text.Append($"{Text(report, "symbol")} on {Text(report, "venue")}, {Text(report, "generated_at")[..23].Replace('T', ' ')} UTC: {Text(report.GetProperty("ingestion"), "status")}, data {report.GetProperty("data_age_ms")} ms old\n");
        Row(text, "last price", Number(report.GetProperty("last_price")), "in 24 h", With(report.GetProperty("change_24h_pct"), "0.00", " %"));
        Row(text, "best bid", Quote(bid), "best ask", Quote(ask));
        Row(text, "spread", With(report.GetProperty("spread_bps"), "0.####", " bps"), "imbalance", Number(depth.GetProperty("imbalance"), "0.###"));
        Row(text, "mid", Number(report.GetProperty("mid_price")), "micro", Number(report.GetProperty("micro_price"), "#,0.####"));
        Row(text, "bids", $"{Number(depth.GetProperty("sum_bid"))} on 20 levels", "asks", $"{Number(depth.GetProperty("sum_ask"))} on 20 levels");
        Row(text, "orders", With(flow.GetProperty("orders_per_sec"), "0.#", " a second"), "net flow", With(flow.GetProperty("net_flow"), "0.###", " in 30 s"));
        var liquidity = report.GetProperty("liquidity");
        if (liquidity.TryGetProperty("profile", out var profile))
        {
            Row(text, "most traded", Number(profile.GetProperty("poc")), "value area", $"{Number(profile.GetProperty("val"))} to {Number(profile.GetProperty("vah"))}");
        }

        Row(text, "walls", Count(liquidity.GetProperty("walls")), "vacuums", Count(liquidity.GetProperty("vacuums")));
        Lines(text, "anomalies", Anomalies(report.GetProperty("anomalies")));
        Lines(text, "health", Health(report.GetProperty("health")));
        return text.ToString();
    }

    private static string Text(JsonElement of, string member) => of.GetProperty(member).GetString() ?? Unknown;

    private static string Number(JsonElement value, string format = "#,0.########") => value.ValueKind == JsonValueKind.Number ? value.GetDouble().ToString(format, CultureInfo.InvariantCulture) : Unknown;

    private static string With(JsonElement value, string format, string unit) => value.ValueKind == JsonValueKind.Number ? Number(value, format) + unit : Unknown;

    private static string Quote(JsonElement quote) => $"{Number(quote.GetProperty("price"))} x {Number(quote.GetProperty("qty"))}";

    private static string Count(JsonElement list) => list.ValueKind != JsonValueKind.Array ? Unknown : list.GetArrayLength() == 0 ? "none" : list.GetArrayLength().ToString(CultureInfo.InvariantCulture);

    private static string Anomalies(JsonElement list) => list.GetArrayLength() == 0
        ? "none"
        : string.Join("; ", list.EnumerateArray().Select(a => $"{Text(a, "severity")} {Text(a, "type")}{(a.TryGetProperty("note", out var note) ? $" ({note.GetString()})" : "")}"));

    private static string Health(JsonElement health) =>
        $"{health.GetProperty("score")} of 100: {string.Join(", ", health.GetProperty("components").EnumerateObject().Select(c => $"{c.Name} {Number(c.Value, "0.0")}"))}";

    private static void Row(StringBuilder text, string label, string value, string other, string beside) =>
        text.Append("  ").Append(label.PadRight(LabelWidth)).Append(value.PadRight(CellWidth)).Append(other.PadRight(LabelWidth)).Append(beside).Append('\n');

    private static void Lines(StringBuilder text, string label, string value) =>
        text.Append("  ").Append(label.PadRight(LabelWidth)).Append(Wrapped.Lines(value, Terminal.Width - LabelWidth - 2, new string(' ', LabelWidth + 2))).Append('\n');
}
