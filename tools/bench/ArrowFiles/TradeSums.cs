using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Bench.ArrowFiles;

/// <summary>What is computed of trades to see that they were read: the same in C# and in tests/js/bench.mjs.</summary>
internal sealed class TradeSums
{
    private readonly long[] _bySymbol = new long[64];
    private long _rows;
    private long _times;
    private long _text;
    private double _price;
    private double _qty;

    /// <summary>Adds a batch of dense rows.</summary>
    public void Add(Batch batch)
    {
        _rows += batch.Count;
        foreach (var ts in ((ValueColumn<long>)batch.Column("ts")).Values)
        {
            _times = unchecked(_times + ts);
        }

        foreach (var price in ((ValueColumn<double>)batch.Column("price")).Values)
        {
            _price += price;
        }

        foreach (var qty in ((ValueColumn<double>)batch.Column("qty")).Values)
        {
            _qty += qty;
        }

        foreach (var code in ((SymbolColumn)batch.Column("symbol")).Codes)
        {
            _bySymbol[code]++;
        }

        _text += ((TextColumn)batch.Column("trade_id")).Offsets[batch.Count];
    }

    /// <summary>Rows, sums and the count of the first symbol.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_rows} rows, ts {_times}, price {_price:R}, qty {_qty:R}, ids of {_text} bytes, {_bySymbol[0]} of the first symbol");
}
