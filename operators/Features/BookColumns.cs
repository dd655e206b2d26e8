using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Features;

/// <summary>Writes rows of <c>book/1</c>. A column nobody reads has no builder and costs nothing.</summary>
internal sealed class BookColumns(PortWriter port, int depth)
{
    private const int FewestRows = 1_024;

    private static readonly byte Live = Schemas.BookState.CodeOf("live");

    private readonly ColumnBuilder?[] _head = [port.Values<long>("ts"), port.Values<long>("ts_recv"), port.Symbols("venue"), port.Symbols("symbol"), port.Values<long>("seq")];
    private readonly Column[] _from = new Column[5];
    private readonly ValueBuilder<byte>? _state = port.Values<byte>("state");
    private readonly ValueBuilder<double>? _bidPx = port.Values<double>("bid_px");
    private readonly ValueBuilder<double>? _bidQty = port.Values<double>("bid_qty");
    private readonly ValueBuilder<double>? _askPx = port.Values<double>("ask_px");
    private readonly ValueBuilder<double>? _askQty = port.Values<double>("ask_qty");
    private readonly VectorBuilder<double>? _bidPrices = port.Vector<double>("bid_prices");
    private readonly VectorBuilder<double>? _bidSizes = port.Vector<double>("bid_sizes");
    private readonly VectorBuilder<double>? _askPrices = port.Vector<double>("ask_prices");
    private readonly VectorBuilder<double>? _askSizes = port.Vector<double>("ask_sizes");
    private readonly ValueBuilder<int>? _bidLevels = port.Values<int>("bid_levels");
    private readonly ValueBuilder<int>? _askLevels = port.Values<int>("ask_levels");

    private readonly SumsBuilder? _bidSums = port.Sums("bid_sizes");
    private readonly SumsBuilder? _askSums = port.Sums("ask_sizes");
    private readonly double[] _sums = new double[Math.Max(port.Sums("bid_sizes")?.First.Length ?? 0, port.Sums("ask_sizes")?.First.Length ?? 0)];
    private readonly ColumnBuilder?[] _values =
    [
        port.Builder("bid_px"), port.Builder("bid_qty"), port.Builder("ask_px"), port.Builder("ask_qty"), port.Builder("bid_prices"), port.Builder("bid_sizes"), port.Builder("ask_prices"), port.Builder("ask_sizes"),
        port.Builder("bid_levels"), port.Builder("ask_levels"),
    ];

    private readonly long[] _keys = new long[depth];
    private readonly long[] _steps = new long[depth];
    private readonly int _summed = Math.Max(port.Sums("bid_sizes")?.First.Max() ?? 0, port.Sums("ask_sizes")?.First.Max() ?? 0);
    private int[] _rows = [];
    private long[] _ats = [];
    private int _count;

    /// <summary>How many of the best sizes the books are to keep added up; 0 when nobody reads the sums.</summary>
    public int Summed => _summed;

    /// <summary>Takes rows the next ones are about; <paramref name="columns"/> are ts, ts_recv, venue, symbol and seq of their batch.</summary>
    public void Bind(Rows rows, ReadOnlySpan<int> columns)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            _from[i] = rows.Batch.Column(columns[i]);
        }
    }

    /// <summary>Writes a live book.</summary>
    public void Write(LevelBook book, int row, long at)
    {
        _state?.Append(Live);
        Best(book, bid: true, _bidPx, _bidQty, _bidSums);
        Best(book, bid: false, _askPx, _askQty, _askSums);
        Levels(book, book.Bids, _bidPrices, _bidSizes);
        Levels(book, book.Asks, _askPrices, _askSizes);
        _bidLevels?.Append(book.Bids.Count);
        _askLevels?.Append(book.Asks.Count);
        Written(row, at);
    }

    /// <summary>A row with a state and nothing else.</summary>
    public void WriteLost(byte state, int row, long at)
    {
        _state?.Append(state);
        foreach (var builder in _values)
        {
            builder?.AppendNull();
        }

        Written(row, at);
    }

    /// <summary>Finishes the rows written: what they take over from the bound rows is copied column by column.</summary>
    public void Flush()
    {
        var rows = _rows.AsSpan(0, _count);
        for (var i = 0; i < _head.Length; i++)
        {
            _head[i]?.AppendMany(_from[i], rows);
        }

        port.Commit(_ats.AsSpan(0, _count));
        _count = 0;
    }

    private void Best(LevelBook book, bool bid, ValueBuilder<double>? price, ValueBuilder<double>? size, SumsBuilder? sums)
    {
        var side = bid ? book.Bids : book.Asks;
        if (side.Count == 0)
        {
            price?.AppendNull();
            size?.AppendNull();
            _sums.AsSpan().Clear();
            sums?.Append(_sums);
            return;
        }

        ref readonly var quote = ref book.Quote(bid);
        price?.Append(quote.Price);
        size?.Append(quote.Size);
        if (sums is not null)
        {
            var told = sums.First[^1] == _summed ? 1 : 0; // the most levels are kept added up
            book.TotalsOf(side, sums.First.AsSpan(0, sums.First.Length - told), _sums);
            if (told > 0)
            {
                _sums[sums.First.Length - 1] = quote.Total;
            }

            sums.Append(_sums);
        }
    }

    private void Written(int row, long at)
    {
        if (_count == _rows.Length)
        {
            Array.Resize(ref _rows, Math.Max(FewestRows, 2 * _count)); // a message is a row here and many level changes in what is bound
            Array.Resize(ref _ats, _rows.Length);
        }

        _rows[_count] = row;
        _ats[_count++] = at;
    }

    private void Levels(LevelBook book, TickLadder side, VectorBuilder<double>? prices, VectorBuilder<double>? sizes)
    {
        if (prices is null && sizes is null)
        {
            return;
        }

        var count = side.CopyTo(_keys, _steps);
        if (prices is not null)
        {
            book.PricesOf(_keys.AsSpan(0, count), prices.Append());
        }

        if (sizes is not null)
        {
            book.SizesOf(_steps.AsSpan(0, count), sizes.Append());
        }
    }
}
