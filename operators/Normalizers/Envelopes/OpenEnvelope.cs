using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Flow;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Normalizers;

/// <summary>The gate of market events: holds each to its schema, leaves out those that came before, and gives back the rows that are in the others.</summary>
/// <remarks>
/// <para>In: rows with <c>ts</c> (when the event was seen) and <c>event</c>, text or json, as <c>envelope</c> writes them. Out: <c>deltas</c> (book_delta/1), <c>trades</c> (trade/1), <c>tickers</c> (ticker/1): the rows that
/// went into the envelope, one event after the other and none by half; <c>events</c>: the rows of the input that passed. The schema is schemas/market-event-1.json (JSON Schema 2020-12); what its description says
/// beside it is held to as well. Source: REQUIREMENTS DOM-01, DOM-02, NRM-03, NRM-10; decided in docs/decisions/envelope.md.</para>
/// <para>An event that does not fit is an error row with the place, what is allowed and the text as it came, and changes nothing. One that has the identity of an event within <c>horizon</c> is filtered: venue, symbol, kind and trade id
/// of a trade; venue, symbol, event time and update ids of a message about a book (its whole text, where it has no ids); venue, symbol and event time of a ticker. A message whose <c>prev_seq</c> is not the update id before it was
/// preceded by one that never came: the book is cleared and its state is <c>gap</c>, until the next snapshot.</para>
/// <para>Edge cases: an event of more than <c>max_event</c> bytes, or more than <c>ahead</c> later than its row's <c>ts</c>, is an error row, since it would stay the newest; events may come in any order, but those of one book must
/// keep theirs; the first message about a book may stand on any other.</para>
/// <para>Emits the rows of an event at once; holds nothing back; completes with its input; fails rows whose event does not fit. No warm-up. Cost: about 2 µs an event and 0.3 µs a level. Memory: some 64 bytes for each
/// event in <c>horizon</c>, at most <c>max</c> of them, and one event.</para>
/// </remarks>
[Operator("open_envelope", OperatorKind.Normalizer, FindsGaps = true)]
public sealed class OpenEnvelope(OpenEnvelopeOptions options) : BatchOperator
{
    private const int Events = 3;

    private static readonly byte Gap = Schemas.BookState.CodeOf("gap");

    private readonly EventReader _reader = new();
    private readonly SeenEvents _seen = new(options.Horizon.Nanoseconds, options.Max);
    private readonly Dictionary<(string Venue, string Symbol), KnownBook> _books = [];
    private EventRows _rows = null!;
    private RowPicker _picker = null!;
    private int _ts;
    private int _event;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        scope.Read(0, "ts", null, TypeKind.Timestamp);
        scope.Read(0, "event", null, TypeKind.String, TypeKind.Json);
        return [new PortShape(Schemas.BookDelta), new PortShape(Schemas.Trade), new PortShape(EventTypes.Tickers), new PortShape(scope.Input) { Passes = [0] }];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        (_ts, _event) = (context.Inputs[0]!.IndexOf("ts"), context.Inputs[0]!.IndexOf("event"));
        _rows = new EventRows(context.Output[0], context.Output[1], context.Output[2]);
        _picker = new RowPicker(context.Pool);
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        var ts = (ValueColumn<long>)rows.Batch.Column(_ts);
        var text = (TextColumn)rows.Batch.Column(_event);
        _picker.Begin(rows);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            try
            {
                if (Take(ts.IsNull(row) ? rows.At(i) : ts[row], text.IsNull(row) ? throw new EventException("column 'event' is null") : text[row], rows.At(i), output))
                {
                    _picker.Take(i);
                    output.Used();
                }
                else
                {
                    output.Filtered();
                }
            }
            catch (EventException fault)
            {
                output.Error(rows, i, EnvelopeErrors.Unfit, $"the event does not fit market-event-1: {fault.Message}");
            }
        }

        _picker.Pass(output, Events);
        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
        var (high, low, at) = _seen.Save();
        state.Write("high", high);
        state.Write("low", low);
        state.Write("at", at);
        state.Write("books", _books.Values.ToArray());
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _seen.Load(state.Read<ulong[]>("high"), state.Read<ulong[]>("low"), state.Read<long[]>("at"));
        _books.Clear();
        foreach (var book in state.Read<KnownBook[]>("books"))
        {
            _books.Add((book.Venue, book.Symbol), book);
        }
    }

    /// <summary>Takes an event; false when it came before.</summary>
    /// <exception cref="EventException">It does not fit.</exception>
    private bool Take(long seen, ReadOnlySpan<byte> text, long at, Output output)
    {
        if (text.Length > options.MaxEvent.Bytes)
        {
            throw new EventException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"it has {text.Length} bytes; it must have max_event, {options.MaxEvent}, or less"));
        }

        _reader.Read(text);
        var read = _reader.Event;
        if ((Int128)read.Ts - seen > options.Ahead.Nanoseconds)
        {
            throw new EventException($"/ts_event is more than {options.Ahead} later than the event was seen");
        }

        if (_seen.Has(read, text, at))
        {
            return false;
        }

        if (read.Type is EventTypes.Depth or EventTypes.Deltas)
        {
            Follow(read, at, output);
        }

        _rows.Write(read, at);
        return true;
    }

    private void Follow(MarketEvent read, long at, Output output)
    {
        if (!_books.TryGetValue((read.Venue, read.Symbol), out var book))
        {
            _books.Add((read.Venue, read.Symbol), book = new KnownBook { Venue = read.Venue, Symbol = read.Symbol, Seq = read.Previous });
        }

        if (read.Book.Follows && read.Previous is { } previous && book.Seq != previous)
        {
            _rows.Lost(read, new BookStatus(Gap, "an event is missing", book.Seq, previous, read.Book.Seq), at);
            book.IsLost = true;
            output.Gap();
        }
        else if (read.Book.Snapshot.IsPresent && book.IsLost)
        {
            book.IsLost = false;
            output.Resync();
        }

        book.Seq = read.Book.Seq;
    }
}

/// <summary>Options of <see cref="OpenEnvelope"/>.</summary>
[Input("in", "Market events: rows with ts and event.")]
[Port("deltas", "Level changes of books, with their loss in order (book_delta/1).")]
[Port("trades", "Trades (trade/1).")]
[Port("tickers", "24 h tickers (ticker/1).")]
[Port("events", "The rows of the input that passed.")]
[Example("""
    sent: { from: { deltas: deltas, trades: trades }, envelope: {} }
    x: { from: sent, open_envelope: {} }
    """)]
public sealed record OpenEnvelopeOptions
{
    /// <summary>Stream time for which an event is remembered, to know it again; 0s for not at all.</summary>
    [Range("0s", "365d")]
    public Duration Horizon { get; init; } = new(600_000_000_000);

    /// <summary>Most events that are remembered; the oldest is forgotten for one more.</summary>
    [Range(1, 10_000_000)]
    public int Max { get; init; } = 1_000_000;

    /// <summary>How much later than its row's <c>ts</c> an event may be: clocks differ.</summary>
    [Range("0s", "365d")]
    public Duration Ahead { get; init; } = new(60_000_000_000);

    /// <summary>Longest event.</summary>
    [Range("1KiB", "1GiB")]
    public ByteSize MaxEvent { get; init; } = new(16 << 20);
}
