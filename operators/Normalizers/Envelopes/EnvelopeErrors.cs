using StreamEngine.Config;

namespace StreamEngine.Normalizers;

/// <summary>SE951: market events in and out.</summary>
[ErrorFamily]
public static class EnvelopeErrors
{
    public static readonly ErrorCode Unfit = new("SE9511", "an event that does not fit its schema",
        "Every event is held to schemas/market-event-1.json, and to what its description says beside it; one that does not fit goes no further, so that it changes no figure.",
        "Look at the place that the message names, and at the event in the dead letter; when its maker changed the format, that is a new version.",
        "{\"type\":\"trade_tick\",\"venue\":\"sim\",\"symbol\":\"BTCUSDT\",\"ts_event\":\"2024-01-01T00:00:00Z\",\"payload\":{\"trade_id\":\"7\",\"price\":-1,\"qty\":0.5,\"side\":\"buy\"}}",
        "{\"type\":\"trade_tick\",\"venue\":\"sim\",\"symbol\":\"BTCUSDT\",\"ts_event\":\"2024-01-01T00:00:00Z\",\"payload\":{\"trade_id\":\"7\",\"price\":60000,\"qty\":0.5,\"side\":\"buy\"}}");

    public static readonly ErrorCode NoEvent = new("SE9512", "a row that is no market event",
        "A trade, a 24 h ticker or a venue message about a book cannot be written as an event: something that an event must have is null, out of range or in another order.",
        "Look at the row in the dead letter; the message names the column and what is allowed.",
        "{ ts: 1s, venue: sim, symbol: BTCUSDT, price: 60000, qty: 0.5, side: buy }",
        "{ ts: 1s, venue: sim, symbol: BTCUSDT, trade_id: '7', price: 60000, qty: 0.5, side: buy }");
}
