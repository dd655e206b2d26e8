using StreamEngine.Data;

namespace StreamEngine.Cli.Scaffold;

/// <summary>A few rows of a schema as a case writes them, to start from.</summary>
internal static class SampleRows
{
    private const string Symbol = "BTCUSDT";

    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["trade/1"] =
        [
            $"{{ ts: 1s, symbol: {Symbol}, price: 100, qty: 1, side: buy }}",
            $"{{ ts: 2s, symbol: {Symbol}, price: 101, qty: 3, side: sell }}",
        ],
        ["book_delta/1"] =
        [
            $"{{ ts: 1s, symbol: {Symbol}, action: clear, last: false }}",
            $"{{ ts: 1s, symbol: {Symbol}, side: bid, price: 100, qty: 3, last: false }}",
            $"{{ ts: 1s, symbol: {Symbol}, side: ask, price: 101, qty: 1 }}",
            $"{{ ts: 2s, symbol: {Symbol}, side: ask, price: 101, qty: 3 }}",
        ],
        ["quote/1"] =
        [
            $"{{ ts: 1s, symbol: {Symbol}, bid_px: 100, bid_qty: 3, ask_px: 101, ask_qty: 1 }}",
            $"{{ ts: 2s, symbol: {Symbol}, bid_px: 100, bid_qty: 3, ask_px: 101, ask_qty: 3 }}",
        ],
    };

    /// <summary>The rows, one flow map each; none for raw frames, which only a venue can say.</summary>
    public static IReadOnlyList<string> Of(Schema schema) =>
        schema.Name == Schemas.Frame.Name ? [] : schema.Name is { } name && Known.TryGetValue(name, out var rows) ? rows : [Plain(schema, 1), Plain(schema, 2)];

    /// <summary>A value for a param that has no default.</summary>
    public static string Param(string type) => type switch
    {
        "bool" => "true",
        "int64" or "float64" or "decimal" => "1",
        "duration" => "1s",
        "rate" => "1/s",
        "timestamp" => "2024-01-01T00:00:00Z",
        "symbol" => Symbol,
        _ => "sample",
    };

    private static string Plain(Schema schema, int second) =>
        $"{{ {string.Join(", ", schema.Fields.Where(field => !field.Nullable).Select(field => $"{field.Name}: {Value(field, second)}"))} }}";

    private static string Value(Field field, int second) => field.Type.Kind switch
    {
        TypeKind.Timestamp or TypeKind.Duration => $"{second}s",
        TypeKind.Bool => "true",
        TypeKind.Symbol when field.Name == "symbol" => Symbol,
        TypeKind.Enum => field.Type.Names[0],
        TypeKind.Symbol or TypeKind.String => "sample",
        TypeKind.Json => "'{}'",
        TypeKind.Vector => "[1]",
        _ => second.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
