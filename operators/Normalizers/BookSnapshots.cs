using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Features;
using StreamEngine.Flow;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Normalizers;

/// <summary>Puts a whole snapshot of a book in front of a message about it, now and then, so that a reader who comes late, or lost something, has the book from there on.</summary>
/// <remarks>
/// A message of stream time t takes the snapshot when t − the time of the newest one (the venue's or an own) is <c>every</c> or more: <c>clear</c>, then each level as it stood before the message, bids from the best on, then asks,
/// with the update id of the message before; then the message as it came. All is one message with its event time and origin, so no message, and no row of a book, is added. Source: the market data snapshot / full refresh of FIX;
/// decided in docs/decisions/redis.md.
/// <para>In: level changes (<c>book_delta/1</c>), per key in stream order; without a key all rows are one book. Out: the same rows, and those of the snapshots. An <c>order_book</c> behind it, with the same <c>crossed</c>, puts out
/// the same rows as without it, bit for bit.</para>
/// <para>Edge cases: a book that is lost, crossed, or has more than <c>max_levels</c> a side has no snapshot; one that was lost has none before the venue's next; a book that does not change has none until it does;
/// rows that no book can apply pass, and the book is lost here as there; <c>open_envelope</c> does not miss an event that was lost right before a snapshot, which makes up for it.</para>
/// <para>Emits each row as it is, at once; holds nothing back; completes with its input; fails with its input, and a null key is an error row. Warm-up: the venue's first snapshot. Cost: a book update a row, and every <c>every</c> a
/// row for each level; rows that pass are not copied. Memory: that of <c>order_book</c> without its depth, at most 512 bytes a level and 1 MiB a side.</para>
/// </remarks>
[Operator("book_snapshots", OperatorKind.Normalizer, Allocates = Allocation.Rows)]
public sealed class BookSnapshots(BookSnapshotsOptions options) : BatchOperator
{
    private const int Seq = 6;
    private const int Snapshot = 7;

    private static readonly string[] Read = ["action", "side", "price", "qty", "last", "state", "seq", "snapshot"];

    private readonly List<KeptBook> _books = [];
    private SnapshotColumns _snapshots = null!;
    private RowPicker _picker = null!;
    private KeyTable _keys = null!;
    private int[] _at = [];

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        BookCodes.Read(scope, Read, "book_snapshots");
        return [new PortShape(scope.Input) { Passes = [0] }];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _keys = context.Keys;
        _picker = new RowPicker(context.Pool);
        _snapshots = new SnapshotColumns(context.Output[0]);
        _at = [.. Read.Select(context.Inputs[0]!.IndexOf)];
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        var batch = rows.Batch;
        var changes = new LevelChanges(batch, _at.AsSpan(0, Seq));
        var seqs = (ValueColumn<long>)batch.Column(_at[Seq]);
        var ofSnapshot = ((ValueColumn<bool>)batch.Column(_at[Snapshot])).Values;
        var keys = _keys.Of(0, batch);
        var used = 0;
        _picker.Begin(rows);
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, at) = (rows[i], rows.At(i));
            var key = keys.Ordinal(row);
            if (key < 0)
            {
                output.Error(rows, i, "SE9102", "the key is null");
                continue;
            }

            var book = Of(key);
            if (!ofSnapshot[row] && book.IsDue(changes, row, at))
            {
                _picker.Pass(output);
                _picker.Begin(rows);
                _snapshots.Write(book, batch, row, at);
                book.WholeAt = at;
            }

            book.Take(changes, row, seqs.IsNull(row) ? null : seqs[row], at);
            _picker.Take(i);
            used++;
        }

        _picker.Pass(output);
        output.Used(used);
        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => state.Write("books", _books.ConvertAll(b => b.Save()));

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _books.Clear();
        foreach (var saved in state.Read<List<SavedKeptBook>>("books"))
        {
            Of(_books.Count).Load(saved);
        }
    }

    private KeptBook Of(int key)
    {
        while (_books.Count <= key)
        {
            _books.Add(new KeptBook(options));
        }

        return _books[key];
    }
}

/// <summary>Options of <see cref="BookSnapshots"/>.</summary>
[Input("in", "Level changes of books (book_delta/1).", Schema = "book_delta/1")]
[Example("x: { from: deltas, key: [venue, symbol], book_snapshots: { every: 1s } }")]
public sealed record BookSnapshotsOptions
{
    /// <summary>Stream time from one snapshot of a book to the next: less than readers can look back.</summary>
    [Shorthand, Range("1ms", "365d")]
    public Duration Every { get; init; } = new(300_000_000_000);

    /// <summary>Messages in a row that may leave the best bid at or above the best ask; one more, and the book is lost until the next snapshot. That of the <c>order_book</c> behind it.</summary>
    [Range(0, 1_000_000)]
    public int Crossed { get; init; } = 5;

    /// <summary>Most levels a side of a snapshot; a book that has more has none.</summary>
    [Range(1, 1_000_000)]
    public int MaxLevels { get; init; } = 100_000;
}
