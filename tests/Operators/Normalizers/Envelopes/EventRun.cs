using System.Text;
using StreamEngine.Conformance;
using StreamEngine.Data;
using StreamEngine.Normalizers;

namespace StreamEngine.Tests.Operators.Normalizers.Envelopes;

/// <summary><c>envelope</c> and <c>open_envelope</c> under test: rows in, events out, and back.</summary>
internal static class EventRun
{
    public const long Start = 1_704_067_200_000_000_000; // 2024-01-01
    public const long Second = 1_000_000_000;

    private static readonly Schema EventRows = new(null, [new("ts", ColumnType.Timestamp), new("event", ColumnType.String)]);

    /// <summary>A trade a second behind the start.</summary>
    public static Dictionary<string, object?> Trade(params (string Name, object? Value)[] values) => With(
        new() { ["ts"] = Start + Second, ["ts_recv"] = Start + Second, ["venue"] = "sim", ["symbol"] = "BTCUSDT", ["trade_id"] = "7", ["price"] = 60000.1, ["qty"] = 0.25, ["side"] = "buy", ["kind"] = "normal" }, values);

    /// <summary>A level change that ends its message.</summary>
    public static Dictionary<string, object?> Delta(params (string Name, object? Value)[] values) => With(
        new()
        {
            ["ts"] = Start + Second, ["ts_recv"] = Start + Second, ["venue"] = "sim", ["symbol"] = "BTCUSDT", ["action"] = "set", ["side"] = "bid", ["price"] = 100.0, ["qty"] = 2.0, ["seq"] = 5L, ["snapshot"] = false, ["last"] = true,
        }, values);

    /// <summary>A 24 h ticker.</summary>
    public static Dictionary<string, object?> Ticker(params (string Name, object? Value)[] values) => With(
        new() { ["ts"] = Start + Second, ["ts_recv"] = Start + Second, ["venue"] = "sim", ["symbol"] = "BTCUSDT", ["last"] = 105.0, ["open"] = 100.0, ["high"] = 110.0, ["low"] = 95.5, ["base_vol"] = 12.5m, ["quote_vol"] = 123456789012.123456m }, values);

    /// <summary>The events of rows, by input: deltas, trades, tickers.</summary>
    public static OperatorDrive Wrap(IReadOnlyList<Dictionary<string, object?>>? deltas = null, IReadOnlyList<Dictionary<string, object?>>? trades = null, IReadOnlyList<Dictionary<string, object?>>? tickers = null, int cut = 1024, bool origin = true)
    {
        var drive = new OperatorDrive(new Envelope(new EnvelopeOptions { Origin = origin }), [Schemas.BookDelta, Schemas.Trade, Schemas.Find("ticker/1")!], roles: ["deltas", "trades", "tickers"]);
        return drive.PushCut(0, cut, deltas ?? []).PushCut(1, cut, trades ?? []).PushCut(2, cut, tickers ?? []);
    }

    /// <summary>The texts of events.</summary>
    public static IReadOnlyList<string> Texts(OperatorDrive wrapped) => [.. wrapped.Column("event").Cast<string>()];

    /// <summary>A gate.</summary>
    public static OperatorDrive Gate(OpenEnvelopeOptions? options = null) => new(new OpenEnvelope(options ?? new()), [EventRows]);

    /// <summary>Hands events over, each seen a second behind the start.</summary>
    public static OperatorDrive Open(OperatorDrive gate, params IReadOnlyList<string> events) =>
        gate.Push(0, [.. events.Select(text => new Dictionary<string, object?> { ["ts"] = Start + Second, ["event"] = text })]);

    /// <summary>What is wrong with a text, by the gate.</summary>
    public static string? Fault(string text)
    {
        try
        {
            new EventReader().Read(Encoding.UTF8.GetBytes(text));
            return null;
        }
        catch (EventException fault)
        {
            return fault.Message;
        }
    }

    private static Dictionary<string, object?> With(Dictionary<string, object?> row, (string Name, object? Value)[] values)
    {
        foreach (var (name, value) in values)
        {
            row[name] = value;
        }

        return row;
    }
}
