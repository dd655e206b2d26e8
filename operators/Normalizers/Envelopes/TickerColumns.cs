using System.Globalization;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Normalizers;

/// <summary>Reads rows of <c>ticker/1</c>.</summary>
internal sealed class TickerColumns(Schema input)
{
    private readonly int[] _at = [.. new[] { "last", "open", "high", "low", "base_vol", "quote_vol" }.Select(input.IndexOf)];
    private Batch _batch = null!;

    /// <summary>Says that they are read.</summary>
    public static void Bind(BindScope scope, int input)
    {
        scope.Read(input, "high", null, TypeKind.Float64);
        scope.Read(input, "low", null, TypeKind.Float64);
        scope.Read(input, "base_vol", null, TypeKind.Decimal);
        foreach (var name in (ReadOnlySpan<string>)["last", "open", "quote_vol"])
        {
            scope.TryRead(input, name);
        }
    }

    /// <summary>Takes a batch.</summary>
    public void Begin(Batch batch) => _batch = batch;

    /// <summary>A row.</summary>
    /// <exception cref="EventException">No event can hold it.</exception>
    public TickerValues Read(int row)
    {
        var ticker = new TickerValues
        {
            Last = Price(0, row),
            Open = Price(1, row),
            High = Price(2, row) ?? throw Null("high"),
            Low = Price(3, row) ?? throw Null("low"),
            Volume = Amount(4, row) ?? throw Null("base_vol"),
            QuoteVolume = Amount(5, row),
        };
        return ticker is { Last: null or > 0, Open: null or > 0, Low: > 0, Volume: >= 0, QuoteVolume: null or >= 0 } && ticker.High >= ticker.Low
            ? ticker
            : throw new EventException(string.Create(CultureInfo.InvariantCulture, $"a price is not above 0, a volume is negative, or the high, {ticker.High}, is below the low, {ticker.Low}"));
    }

    private static EventException Null(string column) => new($"column '{column}' is null; a 24 h ticker has high, low and base_vol");

    private double? Price(int at, int row) => _at[at] >= 0 && _batch.Find(_at[at]) is ValueColumn<double> values && !values.IsNull(row) && double.IsFinite(values[row]) ? values[row] : null;

    private decimal? Amount(int at, int row) => _at[at] >= 0 && _batch.Find(_at[at]) is ValueColumn<decimal> values && !values.IsNull(row) ? values[row] : null;
}
