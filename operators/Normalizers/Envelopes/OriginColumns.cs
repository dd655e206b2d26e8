using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Normalizers;

/// <summary>Reads the columns that all market rows have.</summary>
internal sealed class OriginColumns(Schema input)
{
    private static readonly string[] Optional = ["ts_recv", "channel", "raw_symbol", "ts_send", "frame_id", "conn_id"];

    private readonly int _ts = input.IndexOf("ts");
    private readonly int _venue = input.IndexOf("venue");
    private readonly int _symbol = input.IndexOf("symbol");
    private readonly int[] _optional = [.. Optional.Select(input.IndexOf)];
    private Batch _batch = null!;

    /// <summary>Says that they are read.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="input">Of which input.</param>
    /// <param name="withOrigin">Whether those are read that need not be there.</param>
    public static void Bind(BindScope scope, int input, bool withOrigin)
    {
        scope.Read(input, "ts", null, TypeKind.Timestamp);
        scope.Read(input, "venue", null, TypeKind.Symbol, TypeKind.String);
        scope.Read(input, "symbol", null, TypeKind.Symbol, TypeKind.String);
        foreach (var name in withOrigin ? Optional : [])
        {
            scope.TryRead(input, name);
        }
    }

    /// <summary>Takes a batch.</summary>
    public void Begin(Batch batch) => _batch = batch;

    /// <summary>Event time of a row.</summary>
    /// <exception cref="EventException">It is null.</exception>
    public long Ts(int row) => ((ValueColumn<long>)_batch.Column(_ts)) is var ts && ts.IsNull(row) ? throw new EventException("column 'ts' is null; it must be a time") : ts[row];

    /// <summary>Venue of a row.</summary>
    /// <exception cref="EventException">It is null or empty, or too long.</exception>
    public string Venue(int row) => Name(_venue, "venue", row);

    /// <summary>Symbol of a row.</summary>
    /// <exception cref="EventException">It is null or empty, or too long.</exception>
    public string Symbol(int row) => Name(_symbol, "symbol", row);

    /// <summary>Reads where a row comes from.</summary>
    public void Read(int row, EventOrigin origin)
    {
        origin.Received = Number(0, row);
        origin.Channel = Text(1, row);
        origin.RawSymbol = Text(2, row);
        origin.Sent = Number(3, row);
        origin.Frame = Number(4, row);
        origin.Connection = Text(5, row);
    }

    private string Name(int column, string name, int row)
    {
        var texts = _batch.Column(column);
        var text = texts.IsNull(row) ? "" : texts is SymbolColumn symbols ? symbols[row] : ((TextColumn)texts).Text(row);
        return text.Length is > 0 and <= 64 ? text : throw new EventException($"column '{name}' is {(text.Length == 0 ? "empty" : $"of {text.Length} characters")}; it must be a name of 1 to 64");
    }

    private long? Number(int at, int row) => _optional[at] >= 0 && _batch.Find(_optional[at]) is ValueColumn<long> numbers && !numbers.IsNull(row) ? numbers[row] : null;

    private string? Text(int at, int row) => _optional[at] >= 0 && _batch.Find(_optional[at]) is SymbolColumn texts && !texts.IsNull(row) && texts[row] is { Length: > 0 and <= 1000 } text ? text : null;
}
