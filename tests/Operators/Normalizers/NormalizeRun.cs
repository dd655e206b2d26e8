using System.Globalization;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Normalizers;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Normalizers;

/// <summary>Frames in, rows out: <c>normalize</c> under test. Frame n has receive time <see cref="Start"/> + n ms and line n.</summary>
internal sealed class NormalizeRun(string venue, int maxFrames = 10_000, long maxBytes = 64 << 20, IReadOnlyCollection<int>? unread = null, string timeUnit = "ms", bool stopOnError = false)
{
    public const int Deltas = 0;
    public const int Trades = 1;
    public const int Quotes = 2;
    public const long Start = 1_789_400_000_000_000_000;

    private long _line;

    public OperatorDrive Drive { get; } = new(
        new Normalize(new NormalizeOptions { Venue = venue, MaxBufferedFrames = maxFrames, MaxBufferedBytes = new ByteSize(maxBytes), TimeUnit = timeUnit }), [Schemas.Frame], unread: unread, stopOnError: stopOnError);

    public string Origin { get; set; } = "a.gz";

    public IReadOnlyList<Dictionary<string, object?>> DeltaRows => Drive.Port(Deltas);

    /// <summary>Hands over frames, one batch each.</summary>
    public NormalizeRun Push(params ReadOnlySpan<string> frames)
    {
        foreach (var frame in frames)
        {
            Drive.Push(0, Row(frame));
        }

        return this;
    }

    public Dictionary<string, object?> Row(string frame)
    {
        _line++;
        return new Dictionary<string, object?> { ["ts"] = Start + _line * 1_000_000, ["origin"] = Origin, ["line"] = _line, ["text"] = frame };
    }

    /// <summary>Delta rows in short: <c>action side price qty seq [S] [L]</c>.</summary>
    public IReadOnlyList<string> Short(int skip = 0) => [.. DeltaRows.Skip(skip).Select(Short)];

    public string Fates => string.Create(CultureInfo.InvariantCulture, $"used {Drive.Counters.Used} filtered {Drive.Counters.Filtered} error {Drive.Counters.Error} pending {Drive.Counters.Pending}");

    public IReadOnlyList<string> Errors => [.. Drive.Dead().Select(row => $"{row["code"]}: {row["reason"]}")];

    /// <summary>Best bid and ask at each last row, by a book of its own; "-" where the book is not live.</summary>
    public IReadOnlyList<string> Tops()
    {
        var (bids, asks) = (new SortedDictionary<double, double>(), new SortedDictionary<double, double>());
        var tops = new List<string>();
        var live = false;
        foreach (var row in DeltaRows)
        {
            switch (row["action"])
            {
                case "clear":
                    bids.Clear();
                    asks.Clear();
                    break;
                case "set":
                    ((string)row["side"]! == "bid" ? bids : asks)[(double)row["price"]!] = (double)row["qty"]!;
                    break;
                case "delete":
                    ((string)row["side"]! == "bid" ? bids : asks).Remove((double)row["price"]!);
                    break;
            }

            live = (string)row["action"]! != "status" || (string)row["state"]! == "live";
            if ((bool)row["last"]!)
            {
                tops.Add(live ? string.Create(CultureInfo.InvariantCulture, $"{bids.Last().Key}x{bids.Last().Value} {asks.First().Key}x{asks.First().Value}") : "-");
            }
        }

        return tops;
    }

    public static string Spot(long first, long last, string bids = "", string asks = "", string symbol = "SOLUSDT", string channel = "depth@100ms") => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"stream":"{{{symbol.ToLowerInvariant()}}}@{{{channel}}}","data":{"e":"depthUpdate","E":1789400000200,"s":"{{{symbol}}}","U":{{{first}}},"u":{{{last}}},"b":[{{{bids}}}],"a":[{{{asks}}}]}}""");

    public static string Futures(long first, long last, long previous, string bids = "", string asks = "", string symbol = "ETHUSDT") => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"stream":"{{{symbol.ToLowerInvariant()}}}@depth@100ms","data":{"e":"depthUpdate","E":1789400000150,"T":1789400000147,"s":"{{{symbol}}}","U":{{{first}}},"u":{{{last}}},"pu":{{{previous}}},"b":[{{{bids}}}],"a":[{{{asks}}}]}}""");

    public static string Snapshot(long id, string bids = """["20.00","5.00"],["19.99","2.00"]""", string asks = """["20.01","4.00"],["20.02","1.00"]""") => string.Create(CultureInfo.InvariantCulture,
        $$"""{"lastUpdateId":{{id}},"bids":[{{bids}}],"asks":[{{asks}}]}""");

    private static string Short(Dictionary<string, object?> row) => string.Join(' ', new[]
    {
        (string)row["action"]!, (string?)row["side"], Number(row["price"]), Number(row["qty"]), row["seq"]?.ToString(), (string?)row["state"],
        (bool)row["snapshot"]! ? "S" : null, (bool)row["last"]! ? "L" : null,
    }.Where(part => part is not null));

    private static string? Number(object? value) => ((double?)value)?.ToString(CultureInfo.InvariantCulture);
}
