using System.Text;
using StreamEngine.Bench.Workloads;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Latencies;

/// <summary>Rows for a <see cref="PacedSource"/>, made one by one as they are due, and what the pipeline must make of them.</summary>
internal sealed class PacedRows
{
    private const int Symbols = 4;
    private const int Texts = 1024;
    private const double Weight = 2.0 / 21;

    private static readonly Schema Quotes = new(null, [new("ts", ColumnType.Timestamp), new("symbol", ColumnType.Symbol), new("bid_px", ColumnType.Float64), new("ask_px", ColumnType.Float64)]);

    private readonly Func<PortWriter, Action<long>> _open;
    private readonly Func<long, double> _value;

    private PacedRows(Schema schema, Func<PortWriter, Action<long>> open, Func<long, double> value)
    {
        Schema = schema;
        _open = open;
        _value = value;
    }

    /// <summary>Their schema.</summary>
    public Schema Schema { get; }

    /// <summary>Rows by name.</summary>
    public static PacedRows Of(string name) => name switch
    {
        "quotes" => new PacedRows(Quotes, OpenQuotes, row => (Bid(row) + (Bid(row) + 0.5)) / 2),
        "frames" => new PacedRows(Schemas.Frame, OpenFrames, row => Bid(row % Texts)),
        _ => throw new ArgumentException($"there are no rows '{name}'", nameof(name)),
    };

    /// <summary>Stream time of a row: a microsecond apart.</summary>
    public static long At(long row) => MarketRows.Start + (row * 1_000);

    /// <summary>What adds a row to a writer.</summary>
    public Action<long> Open(PortWriter port) => _open(port);

    /// <summary>Sum of the bits of the averages of all rows, by hand.</summary>
    public ulong Expected(long rows)
    {
        var (sum, averages) = (0UL, new double[Symbols]);
        for (var row = 0L; row < rows; row++)
        {
            ref var average = ref averages[row % Symbols];
            var value = _value(row);
            average = row < Symbols ? value : average + (Weight * (value - average));
            sum += BitConverter.DoubleToUInt64Bits(average);
        }

        return sum;
    }

    private static double Bid(long row) => 100 + (row * 7 % 64 * 0.25);

    private static string Symbol(long row) => row % Symbols == 0 ? "BTCUSDT" : row % Symbols == 1 ? "ETHUSDT" : row % Symbols == 2 ? "SOLUSDT" : "XRPUSDT";

    private static Action<long> OpenQuotes(PortWriter port)
    {
        var (ts, symbol, bid, ask) = (port.Values<long>("ts"), port.Symbols("symbol")!, port.Values<double>("bid_px"), port.Values<double>("ask_px"));
        var codes = Enumerable.Range(0, Symbols).Select(i => symbol.Dictionary.Code(Symbol(i))).ToArray();
        return row =>
        {
            ts?.Append(At(row));
            symbol.AppendCode(codes[row % Symbols]);
            bid?.Append(Bid(row));
            ask?.Append(Bid(row) + 0.5);
        };
    }

    private static Action<long> OpenFrames(PortWriter port)
    {
        var (ts, origin, line, text) = (port.Values<long>("ts"), port.Symbols("origin"), port.Values<long>("line"), port.Text("text"));
        var code = origin?.Dictionary.Code("bench") ?? 0;
        var texts = Enumerable.Range(0, Texts).Select(i => Encoding.UTF8.GetBytes(FormattableString.Invariant(
            $$$"""{"stream":"{{{Symbol(i).ToLowerInvariant()}}}@trade","data":{"e":"trade","E":1723161256322,"T":1723161256322,"s":"{{{Symbol(i)}}}","t":{{{5266583935 + i}}},"p":"{{{Bid(i):F2}}}","q":"0.006","X":"MARKET","m":false}}"""))).ToArray();
        return row =>
        {
            ts?.Append(At(row));
            origin?.AppendCode(code);
            line?.Append(row + 1);
            text?.Append(texts[row % Texts]);
        };
    }
}
