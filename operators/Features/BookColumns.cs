using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Features;

/// <summary>Writes rows of <c>book/1</c>. A column nobody reads has no builder and costs nothing.</summary>
internal sealed class BookColumns(PortWriter port, int depth)
{
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

    /// <summary>Takes the batch whose rows the next ones are about; <paramref name="columns"/> are its ts, ts_recv, venue, symbol and seq.</summary>
    public void Bind(Batch batch, ReadOnlySpan<int> columns)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            _from[i] = batch.Column(columns[i]);
        }
    }

    public void Write(LevelBook book, int row, long at)
    {
        Head(row, Live);
        Best(book, book.Bids, _bidPx, _bidQty);
        Best(book, book.Asks, _askPx, _askQty);
        Levels(book, book.Bids, _bidPrices, _bidSizes);
        Levels(book, book.Asks, _askPrices, _askSizes);
        _bidLevels?.Append(book.Bids.Count);
        _askLevels?.Append(book.Asks.Count);
        port.Commit(at);
    }

    /// <summary>A row with a state and nothing else.</summary>
    public void WriteLost(byte state, int row, long at)
    {
        Head(row, state);
        port.Commit(at);
    }

    private static void Best(LevelBook book, BookSide side, ValueBuilder<double>? price, ValueBuilder<double>? size)
    {
        if (side.Count > 0)
        {
            price?.Append(book.PriceOf(side.BestKey));
            size?.Append(book.SizeOf(side.BestSize));
        }
    }

    private void Head(int row, byte state)
    {
        for (var i = 0; i < _head.Length; i++)
        {
            _head[i]?.AppendFrom(_from[i], row);
        }

        _state?.Append(state);
    }

    private void Levels(LevelBook book, BookSide side, VectorBuilder<double>? prices, VectorBuilder<double>? sizes)
    {
        if (prices is not null)
        {
            var to = prices.Append();
            var keys = side.Keys;
            for (var i = Math.Min(depth, keys.Length) - 1; i >= 0; i--)
            {
                to[i] = book.PriceOf(keys[^(i + 1)]);
            }
        }

        if (sizes is not null)
        {
            var to = sizes.Append();
            var steps = side.Sizes;
            for (var i = Math.Min(depth, steps.Length) - 1; i >= 0; i--)
            {
                to[i] = book.SizeOf(steps[^(i + 1)]);
            }
        }
    }
}
