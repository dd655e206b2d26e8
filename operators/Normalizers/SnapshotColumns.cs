using StreamEngine.Data;
using StreamEngine.Features;
using StreamEngine.Runtime;

namespace StreamEngine.Normalizers;

/// <summary>Writes the snapshot of a book in front of a row: what it says of the book is its own, all else that of the row.</summary>
internal sealed class SnapshotColumns(PortWriter port)
{
    private static readonly string[] Own = ["action", "side", "price", "qty", "seq", "snapshot", "last", "state", "reason", "last_seq", "expected", "got"];

    private readonly (ColumnBuilder To, int From)[] _taken = [.. Taken(port)];
    private readonly ValueBuilder<byte>? _action = port.Values<byte>("action");
    private readonly ValueBuilder<byte>? _side = port.Values<byte>("side");
    private readonly ValueBuilder<double>? _price = port.Values<double>("price");
    private readonly ValueBuilder<double>? _qty = port.Values<double>("qty");
    private readonly ValueBuilder<long>? _seq = port.Values<long>("seq");
    private readonly ValueBuilder<bool>? _snapshot = port.Values<bool>("snapshot");
    private readonly ValueBuilder<bool>? _last = port.Values<bool>("last");

    /// <summary>Writes the snapshot of a book in front of a physical row of a batch.</summary>
    public void Write(KeptBook book, Batch batch, int row, long at)
    {
        Row(BookCodes.Clear, book.Seq, batch, row, at);
        Side(book, BookCodes.Bid, book.Levels.Bids, batch, row, at);
        Side(book, BookCodes.Ask, book.Levels.Asks, batch, row, at);
    }

    private static IEnumerable<(ColumnBuilder To, int From)> Taken(PortWriter port)
    {
        for (var i = 0; i < port.Schema.Fields.Count; i++)
        {
            if (!Own.Contains(port.Schema[i].Name) && port.Builder(port.Schema[i].Name) is { } builder)
            {
                yield return (builder, i);
            }
        }
    }

    private void Side(KeptBook book, byte side, TickLadder levels, Batch batch, int row, long at)
    {
        var (keys, sizes) = levels.Levels();
        for (var i = 0; i < keys.Length; i++)
        {
            _side?.Append(side);
            _price?.Append(book.Levels.PriceOf(keys[i]));
            _qty?.Append(book.Levels.SizeOf(sizes[i]));
            Row(BookCodes.Set, book.Seq, batch, row, at);
        }
    }

    private void Row(byte action, long? seq, Batch batch, int row, long at)
    {
        foreach (var (to, from) in _taken)
        {
            to.AppendFrom(batch.Column(from), row);
        }

        _action?.Append(action);
        _seq?.Append(seq);
        _snapshot?.Append(true);
        _last?.Append(false);
        port.Commit(at);
    }
}
