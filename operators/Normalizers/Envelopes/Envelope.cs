using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Normalizers;

/// <summary>Puts trades, venue messages about books and 24 h tickers into envelopes: one market event a row, as JSON.</summary>
/// <remarks>
/// <code>{ type, venue, symbol, ts_event, payload }</code>
/// <c>type</c> is <c>trade_tick</c>, <c>order_book_depth</c> (a whole book of at most 20 levels a side), <c>order_book_deltas</c> (any other message about a book) or <c>ticker_24h</c>. Numbers are the shortest text that reads
/// back as the same value; <c>open_envelope</c> gives the rows back. Source: REQUIREMENTS DOM-01, DOM-02; the schema is schemas/market-event-1.json (JSON Schema 2020-12), decided in docs/decisions/envelope.md.
/// <para>In: <c>deltas</c> (book_delta/1), <c>trades</c> (trade/1), <c>tickers</c> (ticker/1); each may be left out. Out: new rows <c>ts</c> (stream time, when the event was seen), <c>venue</c>, <c>symbol</c>, <c>type</c>, <c>event</c>
/// (json). A venue message is one event, however many rows it has: never half of it. Its member <c>prev_seq</c> is the update id behind the message before, so that a reader sees when one is missing.</para>
/// <para>Edge cases: a row that no event can hold is an error row; of a message about a book the other rows are filtered, and an event that says the book is lost (<c>clear</c>, state <c>invalid</c>) takes its place; a <c>set</c> of quantity 0 is
/// a <c>delete</c>; a null <c>kind</c> is <c>normal</c>; a null <c>ts_recv</c> is <c>ts</c>; a message without its last row stays pending.</para>
/// <para>Emits an event for each trade and ticker, and for each message at its last row; holds the rows of a message back until then; completes with its input; fails rows that no event can hold. No warm-up. Cost: about
/// 1 µs an event and 0.1 µs a level. Memory: one message a book.</para>
/// </remarks>
[Operator("envelope", OperatorKind.Normalizer)]
public sealed class Envelope(EnvelopeOptions options) : BatchOperator
{
    private const int Deltas = 0;
    private const int Trades = 1;
    private const int Tickers = 2;

    private readonly OriginColumns?[] _origins = new OriginColumns?[3];
    private readonly Dictionary<(string Venue, string Symbol), OpenBook> _books = [];
    private readonly EventText _text = new() { WithOrigin = options.Origin };
    private readonly EventOrigin _origin = new();
    private MessageColumns? _message;
    private TradeValues? _trades;
    private TickerColumns? _tickers;
    private EnvelopeColumns _out = null!;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        for (var input = 0; input < scope.Inputs.Count; input++)
        {
            if (scope.Inputs[input].Schema is not null)
            {
                OriginColumns.Bind(scope, input, options.Origin);
            }
        }

        if (scope.Inputs[Deltas].Schema is not null)
        {
            MessageColumns.Bind(scope, Deltas);
        }

        if (scope.Inputs[Trades].Schema is not null)
        {
            TradeValues.Bind(scope, Trades);
        }

        if (scope.Inputs[Tickers].Schema is not null)
        {
            TickerColumns.Bind(scope, Tickers);
        }

        return [new PortShape(EventTypes.Rows)];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        for (var input = 0; input < context.Inputs.Count; input++)
        {
            _origins[input] = context.Inputs[input] is { } schema ? new OriginColumns(schema) : null;
        }

        _message = context.Inputs[Deltas] is { } deltas ? new MessageColumns(deltas) : null;
        _trades = context.Inputs[Trades] is { } trades ? new TradeValues(trades) : null;
        _tickers = context.Inputs[Tickers] is { } tickers ? new TickerColumns(tickers) : null;
        _out = new EnvelopeColumns(context.Output[0]);
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        _origins[input]!.Begin(rows.Batch);
        _message?.Begin(rows.Batch);
        _trades?.Begin(rows.Batch);
        _tickers?.Begin(rows.Batch);
        for (var i = 0; i < rows.Count; i++)
        {
            if (input == Deltas)
            {
                Level(rows, i, output);
                continue;
            }

            try
            {
                One(input, rows[i], rows.At(i));
                output.Used();
            }
            catch (EventException fault)
            {
                output.Error(rows, i, EnvelopeErrors.NoEvent, fault.Message);
            }
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => state.Write("books", _books.Values.ToArray());

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _books.Clear();
        foreach (var book in state.Read<OpenBook[]>("books"))
        {
            _books.Add((book.Venue, book.Symbol), book);
        }
    }

    private void One(int input, int row, long at)
    {
        var origins = _origins[input]!;
        var (venue, symbol, ts) = (origins.Venue(row), origins.Symbol(row), origins.Ts(row));
        origins.Read(row, _origin);
        if (input == Trades)
        {
            _out.Write(at, venue, symbol, EventTypes.Trade, _trades!.Write(_text, row, venue, symbol, ts, _origin));
        }
        else
        {
            _out.Write(at, venue, symbol, EventTypes.Ticker, _text.Ticker(venue, symbol, ts, _tickers!.Read(row), _origin));
        }
    }

    private void Level(Rows rows, int i, Output output)
    {
        var (row, origins) = (rows[i], _origins[Deltas]!);
        OpenBook? book = null;
        try
        {
            book = Of(origins.Venue(row), origins.Symbol(row));
            var ts = origins.Ts(row);
            if (book.IsRefused)
            {
                output.Filtered();
            }
            else
            {
                if (book.Held > 0 && ts != book.Ts)
                {
                    throw new EventException("column 'ts' is another than in the row before; all rows of a message have one event time");
                }

                book.Ts = ts;
                _message!.Add(row, book.Message, origins);
                book.Held++;
                output.Hold();
            }
        }
        catch (EventException fault)
        {
            if (book is not null)
            {
                output.SettleFiltered(book.Held);
                book.Held = 0;
                book.IsRefused = true;
            }

            output.Error(rows, i, EnvelopeErrors.NoEvent, fault.Message);
        }

        if (book is not null && _message!.IsLast(row))
        {
            Finish(book, rows.At(i), output);
        }
    }

    private void Finish(OpenBook book, long at, Output output)
    {
        if (book.IsRefused)
        {
            book.Message.Clear();
            book.Message.Clears = true;
            book.Message.Status = new BookStatus(Schemas.BookState.CodeOf("invalid"), "a row of the message cannot be read", book.Seq, null, null);
        }

        var text = _text.Book(book.Venue, book.Symbol, book.Ts, book.Message, book.Seq);
        _out.Write(at, book.Venue, book.Symbol, book.Message.IsDepth ? EventTypes.Depth : EventTypes.Deltas, text);
        output.SettleUsed(book.Held);
        book.Seq = book.Message.Seq;
        book.Held = 0;
        book.IsRefused = false;
        book.Message.Clear();
    }

    private OpenBook Of(string venue, string symbol)
    {
        if (!_books.TryGetValue((venue, symbol), out var book))
        {
            book = new OpenBook { Venue = venue, Symbol = symbol };
            _books.Add((venue, symbol), book);
        }

        return book;
    }
}

/// <summary>Options of <see cref="Envelope"/>.</summary>
[Input("deltas", "Level changes of books (book_delta/1).", Schema = "book_delta/1", Optional = true)]
[Input("trades", "Trades (trade/1).", Schema = "trade/1", Optional = true)]
[Input("tickers", "24 h tickers (ticker/1).", Schema = "ticker/1", Optional = true)]
[Example("x: { from: { deltas: deltas, trades: trades }, envelope: {} }")]
public sealed record EnvelopeOptions
{
    /// <summary>Whether an event says where it comes from: receive and send time, channel, the venue's name of the symbol, connection and frame.</summary>
    public bool Origin { get; init; } = true;
}
