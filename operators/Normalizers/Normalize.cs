using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Normalizers;

/// <summary>Turns raw Binance frames into canonical trades, quotes and book deltas, and keeps the depth stream whole: snapshot, order and gaps by the venue's own rules.</summary>
/// <remarks>
/// <para>In: <c>frame/1</c>: combined (<c>{"stream":…,"data":…}</c>) or raw payloads, and REST depth snapshots as they were answered. Out: <c>deltas</c> (depthUpdate), <c>trades</c> (trade, aggTrade,
/// blockTrade), <c>quotes</c> (bookTicker). <c>ts</c> is the venue's time: <c>E</c> of a spot and <c>T</c> of a futures depth message, <c>T</c> of a trade and a futures bookTicker; a spot bookTicker has none and takes the
/// receive time. <c>ts_send</c> is <c>E</c> where <c>ts</c> is not. <c>ts_recv</c>, <c>conn_id</c> and <c>frame_id</c> are the frame's <c>ts</c>, <c>origin</c> and <c>line</c>. Stream time stays the frame's.</para>
/// <para>Books follow the depth channel of a symbol that is seen first (another speed of the same symbol is filtered). Depth messages wait for a snapshot, and a snapshot whose symbol is known waits for the depth
/// messages of it. The symbol is that of the answer, else the one asked for (<c>symbol=</c> in column <c>url</c>), else that of the one symbol of its capture that waits. The snapshot (<c>clear</c>, then its levels) and the first message behind it leave as one message, with the message's time. A message without level changes is one <c>status</c> row with state
/// <c>live</c>. A message whose ids do not follow gives <c>clear</c> and <c>status</c> with state <c>invalid</c>, and waits with those behind it for the next snapshot. Sources: EXCHANGES §§ 3.3, 4.3
/// (Binance, How to manage a local order book correctly).</para>
/// <para>Edge cases: filtered are other channels (also partial depth), control answers, what column <c>kind</c> says was sent or is a connection, answers to another request than <c>/depth</c>, ports nobody reads, duplicates,
/// messages inside a snapshot, snapshots that are too old or not needed, futures trades with X = NA and without price and quantity; a faulty depth message is a gap for the next; messages that wait after a gap stay pending;
/// a run of raw partial depth frames (no stream name) cannot be told from snapshots: record combined streams.</para>
/// <para>Emits rows of a frame when it comes, or when its snapshot comes; holds depth messages back until then; completes with its input; fails with SE9506 when a bounded input ends and a symbol never had its snapshot. These are
/// error rows, whole messages only: invalid JSON, missing or mistyped fields, more than 15 significant digits, prices not above 0, negative quantities, times outside 2015 to 2100, more than 100,000 levels a side, snapshots
/// that could be of several symbols, and depth messages beyond <c>max_buffered_frames</c> or <c>max_buffered_bytes</c>. Warm-up: a book's first snapshot. Cost: one pass over the text of a frame. Memory: the
/// waiting messages.</para>
/// </remarks>
[Operator("normalize", OperatorKind.Normalizer, Allocates = Allocation.Nothing, FindsGaps = true)]
public sealed class Normalize(NormalizeOptions options) : BatchOperator
{
    private const int Deltas = 0;
    private const int Trades = 1;
    private const int Quotes = 2;

    private static readonly byte Received = Schemas.FrameKind.CodeOf("recv");
    private static readonly byte Answered = Schemas.FrameKind.CodeOf("http");

    private readonly FrameScan _scan = new();
    private BinanceFrames _frames = null!;
    private SymbolDictionary _origins = null!;
    private int _ts;
    private int _origin;
    private int _line;
    private int _text;
    private int _kind;
    private int _url;

    /// <inheritdoc/>
    public override long NextTimer => _frames.Books.IsIncomplete ? StreamTime.End : StreamTime.Never;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        scope.Read(0, "ts", null, TypeKind.Timestamp);
        scope.Read(0, "origin", null, TypeKind.Symbol);
        scope.Read(0, "line", null, TypeKind.Int64);
        scope.Read(0, "text", null, TypeKind.String, TypeKind.Json);
        scope.TryRead(0, "kind");
        scope.TryRead(0, "url");
        return [new PortShape(Schemas.BookDelta), new PortShape(Schemas.Trade), new PortShape(Schemas.Quote)];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        var input = context.Inputs[0]!;
        (_ts, _origin, _line, _text) = (input.IndexOf("ts"), input.IndexOf("origin"), input.IndexOf("line"), input.IndexOf("text"));
        (_kind, _url) = (IndexOf(input, "kind", Schemas.FrameKind), IndexOf(input, "url", ColumnType.String));
        _origins = context.Symbols["origin"];
        _frames = new BinanceFrames(options, context, context.Output[Deltas], context.Output[Trades], context.Output[Quotes]);
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        var batch = rows.Batch;
        var ts = (ValueColumn<long>)batch.Column(_ts);
        var origin = (SymbolColumn)batch.Column(_origin);
        var line = (ValueColumn<long>)batch.Column(_line);
        var text = (TextColumn)batch.Column(_text);
        var kind = _kind < 0 ? null : (ValueColumn<byte>)batch.Column(_kind);
        var url = _url < 0 ? null : (TextColumn)batch.Column(_url);
        var mayBeNull = ts.HasNulls || origin.HasNulls || line.HasNulls || text.HasNulls;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            try
            {
                if (mayBeNull && (ts.IsNull(row) || origin.IsNull(row) || line.IsNull(row) || text.IsNull(row)))
                {
                    throw new FrameException(NormalizeErrors.Malformed, "a frame needs ts, origin, line and text; one of them is null");
                }

                if (kind is not null && !kind.IsNull(row) && kind[row] is var told && told != Received)
                {
                    if (told != Answered || (url is not null && !url.IsNull(row) && !Asked.IsDepth(url[row])))
                    {
                        output.Filtered();
                        continue;
                    }
                }

                var asked = url is null || url.IsNull(row) ? default : Asked.Symbol(url[row]);
                _frames.Take(text[row], new FrameOrigin(ts[row], Code(origin, row), line[row], rows.At(i)), asked, _scan, output);
            }
            catch (FrameException fault)
            {
                output.Error(rows, i, fault.Code, fault.Message);
            }
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Advance(long at, Output output) => _frames.Books.End();

    /// <inheritdoc/>
    public override void Save(StateWriter state) => _frames.Books.Save(state);

    /// <inheritdoc/>
    public override void Load(StateReader state) => _frames.Books.Load(state);

    /// <summary>Where a column stands that need not be there; −1 when it is not, or is of another type.</summary>
    private static int IndexOf(Schema input, string column, ColumnType type) => input.IndexOf(column) is >= 0 and var index && input[index].Type.Equals(type) ? index : -1;

    /// <summary>The code of an origin in the run's dictionary of that name; a column made from another one has its own.</summary>
    private int Code(SymbolColumn origin, int row) =>
        ReferenceEquals(origin.Dictionary, _origins) ? origin.Codes[row] : _origins.Code(origin[row]);
}
