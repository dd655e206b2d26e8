using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Features;

/// <summary>The order book behind each venue message: best bid and ask, and the best <c>depth</c> levels a side.</summary>
/// <remarks>
/// <code>bid_px = max { p : Qb(p) > 0 },  ask_px = min { p : Qa(p) > 0 }</code>
/// Q size resting at a price, b bid, a ask. State machine and invariants I1 to I5: EXCHANGES § 1.3. A <c>clear</c> starts a snapshot; the book is live from the end of that message on. A message is seen whole or not at all: it ends with its row flagged <c>last</c>.
/// Inside, prices are whole ticks and sizes whole steps, so nothing drifts.
/// <para>In: level changes (<c>book_delta/1</c>), per key in stream order; without a key all rows are one book. Out: new rows (<c>book/1</c>), prices in quote units, sizes in base units, vectors
/// <c>float64[depth]</c> with the best level first and 0 behind the last.</para>
/// <para>Edge cases: an empty side has null best price and size; a message that crosses the book gives no row; a <c>clear</c> in the middle of a message starts over; without a snapshot nothing is live.</para>
/// <para>Emits one row for each message that leaves a live book uncrossed, and one with its <c>state</c> and null prices when the book is lost (a status row, a row that cannot be applied, or crossed for more than
/// <c>crossed</c> messages), then nothing more until the next snapshot is whole; holds rows back to the end of their message; completes with its input; fails with its input, and a row that cannot be applied (no side or
/// price, a size below 0, more than 15 digits) is an error row. Warm-up: the first snapshot. Cost: O(1) a change within 131,072 ticks of the best price, O(log n) and a move of the levels behind
/// that at worst. Memory: at most 512 bytes a level and 1 MiB a side, and 16 bytes for each level behind; 1,000,000 levels a side at most.</para>
/// </remarks>
[Operator("order_book", OperatorKind.Feature, Allocates = Allocation.Nothing, FindsGaps = true)]
public sealed class OrderBook(OrderBookOptions options) : BatchOperator
{
    private static readonly string[] Read = ["ts", "ts_recv", "venue", "symbol", "seq", "action", "side", "price", "qty", "last", "state"];

    private readonly List<LevelBook> _books = [];
    private BookColumns _out = null!;
    private KeyTable _keys = null!;
    private int[] _at = [];

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        BookCodes.Read(scope, Read, "order_book");
        return [new PortShape(Schemas.Book(options.Depth)) { Sums = ["bid_sizes", "ask_sizes"] }];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _keys = context.Keys;
        _out = new BookColumns(context.Output[0], options.Depth);
        _at = [.. Read.Select(context.Inputs[0]!.IndexOf)];
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        _out.Bind(rows, _at.AsSpan(0, 5));
        try
        {
            return Apply(rows, output);
        }
        finally
        {
            _out.Flush();
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => state.Write("books", _books.ConvertAll(b => b.Save()));

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _books.Clear();
        foreach (var saved in state.Read<List<SavedLevels>>("books"))
        {
            Of(_books.Count).Load(saved);
        }
    }

    private int Apply(Rows rows, Output output)
    {
        var batch = rows.Batch;
        var changes = new LevelChanges(batch, _at.AsSpan(5));
        var keys = _keys.Of(0, batch);
        var used = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var key = keys.Ordinal(row);
            if (key < 0)
            {
                Fail(rows, i, output, ref used, "SE9102", "the key is null");
                continue;
            }

            var book = Of(key);
            var action = changes.Actions[row];
            if (action == BookCodes.Set || action == BookCodes.Delete)
            {
                if ((book.IsLive || book.IsRebuilding) && changes.ApplyTo(book, row, action == BookCodes.Delete) is { } problem)
                {
                    Fail(rows, i, output, ref used, "SE9101", problem);
                    Drop(book, BookCodes.Invalid, row, rows.At(i), output);
                    continue;
                }
            }
            else if (action == BookCodes.Clear)
            {
                book.Clear();
                book.IsRebuilding = true;
            }
            else if (action == BookCodes.Status && !changes.HasNoState(row))
            {
                if (changes.States[row] != BookCodes.Live)
                {
                    Lose(book, changes.States[row], row, rows.At(i));
                }
            }
            else
            {
                Fail(rows, i, output, ref used, "SE9101", action == BookCodes.Status ? "the state is null" : "the action is unknown; it must be set, delete, clear or status");
                Drop(book, BookCodes.Invalid, row, rows.At(i), output);
                continue;
            }

            used++;
            if (changes.Lasts[row])
            {
                Finish(book, row, rows.At(i), output);
            }
        }

        output.Used(used);
        return rows.Count;
    }

    /// <summary>The row failed: what was written before it is finished first, for the run may stop here.</summary>
    private void Fail(Rows rows, int i, Output output, ref int used, string code, string reason)
    {
        _out.Flush();
        output.Used(used);
        used = 0;
        output.Error(rows, i, code, reason);
    }

    private void Finish(LevelBook book, int row, long at, Output output)
    {
        if (book.IsRebuilding)
        {
            book.IsRebuilding = false;
            book.IsLive = true;
            if (book.IsBroken)
            {
                book.IsBroken = false;
                output.Resync();
            }
        }

        if (!book.IsLive)
        {
            return;
        }

        if (!book.IsCrossed)
        {
            book.CrossedFor = 0;
            _out.Write(book, row, at);
        }
        else if (++book.CrossedFor > options.Crossed)
        {
            Drop(book, BookCodes.Crossed, row, at, output);
        }
    }

    /// <summary>The book cannot go on, as was found here; nothing is told of one that is lost already.</summary>
    private void Drop(LevelBook book, byte state, int row, long at, Output output)
    {
        if (book.IsLive || book.IsRebuilding)
        {
            book.IsBroken = true;
            output.Gap();
            Lose(book, state, row, at);
        }
    }

    private void Lose(LevelBook book, byte state, int row, long at)
    {
        book.Drop();
        _out.WriteLost(state, row, at);
    }

    private LevelBook Of(int key)
    {
        while (_books.Count <= key)
        {
            _books.Add(new LevelBook(_out.Summed));
        }

        return _books[key];
    }
}

/// <summary>Options of <see cref="OrderBook"/>.</summary>
[Input("in", "Level changes of books (book_delta/1).", Schema = "book_delta/1")]
[Example("x: { from: deltas, key: symbol, order_book: { depth: 20 } }")]
public sealed record OrderBookOptions
{
    /// <summary>Levels a side in the vector columns.</summary>
    [Shorthand, Range(1, 1000)]
    public int Depth { get; init; } = 20;

    /// <summary>Messages in a row that may leave the best bid at or above the best ask; nothing is emitted for them. One more, and the book is dropped until the next snapshot.</summary>
    [Range(0, 1_000_000)]
    public int Crossed { get; init; } = 5;
}
