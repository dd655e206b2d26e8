using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Normalizers;

/// <summary>Binance spot and USD-M frames to rows (EXCHANGES §§ 3.2, 4.2).</summary>
internal sealed class BinanceFrames
{
    private static readonly ColumnType Kinds = Schemas.Trade.Find("kind")!.Type;
    private static readonly byte Normal = Kinds.CodeOf("normal");
    private static readonly byte Aggregated = Kinds.CodeOf("aggregated");
    private static readonly byte Block = Kinds.CodeOf("block");
    private static readonly byte Insurance = Kinds.CodeOf("insurance");
    private static readonly byte Adl = Kinds.CodeOf("adl");
    private static readonly byte Unknown = Kinds.CodeOf(ColumnType.Unknown);

    private readonly bool _isFutures;
    private readonly long _timeUnitNs;
    private readonly FrameSymbols _symbols;
    private readonly DepthMessage _depth;
    private readonly TradeColumns _trades;
    private readonly QuickTrades _quickTrades;
    private readonly QuoteColumns _quotes;
    private readonly bool _readsDeltas;
    private readonly bool _readsTrades;
    private readonly bool _readsQuotes;

    public BinanceFrames(NormalizeOptions options, OperatorContext context, PortWriter deltas, PortWriter trades, PortWriter quotes)
    {
        _isFutures = options.Venue == "binance_usdm";
        _timeUnitNs = options.TimeUnit == "us" ? 1_000 : 1_000_000;
        _symbols = new FrameSymbols(context.Symbols);
        var rule = _isFutures ? DepthRule.Futures : DepthRule.Spot;
        _depth = new DepthMessage(rule, _symbols, _timeUnitNs);
        _quickTrades = new QuickTrades(_symbols, _timeUnitNs);
        _trades = new TradeColumns(trades, context.Symbols, options.Venue);
        _quotes = new QuoteColumns(quotes, context.Symbols, options.Venue);
        Books = new DepthBooks(rule, new DeltaColumns(deltas, context.Symbols, options.Venue), _depth, options, context.Symbols, context.Pool);
        (_readsDeltas, _readsTrades, _readsQuotes) = (deltas.IsRead, trades.IsRead, quotes.IsRead);
    }

    /// <summary>The depth chains.</summary>
    public DepthBooks Books { get; }

    /// <summary>Takes a frame: writes its rows and says its fate.</summary>
    /// <param name="text">The frame.</param>
    /// <param name="frame">Where it comes from.</param>
    /// <param name="asked">The symbol that was asked for, where it is an answer; empty when that is not told.</param>
    /// <param name="scan">Reads it.</param>
    /// <param name="output">Where its fate is said.</param>
    /// <exception cref="FrameException">The frame fails; nothing was written.</exception>
    public void Take(ReadOnlySpan<byte> text, in FrameOrigin frame, ReadOnlySpan<byte> asked, FrameScan scan, Output output)
    {
        if (_readsTrades && TryTrade(text, frame, output))
        {
            return;
        }

        if (FrameRoute.Peek(text) is { } told && told != FrameKind.Other && !IsRead(told))
        {
            output.Filtered();
            return;
        }

        scan.Scan(text, _readsDeltas);
        var value = new FrameValue(text, _timeUnitNs);
        var kind = FrameRoute.Of(scan, value);
        if (!IsRead(kind))
        {
            output.Filtered();
            return;
        }

        switch (kind)
        {
            case FrameKind.Depth:
                Books.OnDepth(scan, text, _depth.Of(scan, text, frame, out var ids), ids, output);
                break;
            case FrameKind.Snapshot:
                Snapshot(scan, value, text, frame, asked, output);
                break;
            case FrameKind.BookTicker:
                Quote(scan, value, frame);
                output.Used();
                break;
            default:
                Trade(kind, scan, value, text, frame, output);
                break;
        }
    }

    private bool IsRead(FrameKind kind) => kind switch
    {
        FrameKind.Depth or FrameKind.Snapshot => _readsDeltas,
        FrameKind.BookTicker => _readsQuotes,
        FrameKind.Other => false,
        _ => _readsTrades,
    };

    private void Snapshot(FrameScan scan, FrameValue value, ReadOnlySpan<byte> text, in FrameOrigin frame, ReadOnlySpan<byte> asked, Output output)
    {
        if (scan.LevelFault is not null)
        {
            throw scan.LevelFault;
        }

        if (!scan.Bids.IsPresent || !scan.Asks.IsPresent)
        {
            throw new FrameException(NormalizeErrors.Malformed, $"field '{(scan.Bids.IsPresent ? "asks" : "bids")}' is missing; it must be an array of levels");
        }

        var id = value.Id(scan.LastUpdateId, "lastUpdateId");
        var symbol = scan.Symbol.IsPresent ? value.Text(scan.Symbol, "symbol") : asked;
        Books.OnSnapshot(scan, text, symbol.Length > 0 ? _symbols.Code(symbol) : null, frame, id, output);
    }

    private void Quote(FrameScan scan, FrameValue value, in FrameOrigin frame)
    {
        var (bidPrice, bidQty) = Side(value, scan['b'], "b", scan['B'], "B");
        var (askPrice, askQty) = Side(value, scan['a'], "a", scan['A'], "A");
        var seq = value.Id(scan['u'], "u");
        var ts = _isFutures ? value.Time(scan['T'], "T") : frame.Received;
        long? sent = _isFutures && scan['E'].IsPresent ? value.Time(scan['E'], "E") : null;
        _quotes.Add(_symbols.Head(scan, value, frame, ts, sent), bidPrice, bidQty, askPrice, askQty, seq);
    }

    private static (double Price, double Qty) Side(FrameValue value, FrameToken price, string priceField, FrameToken qty, string qtyField)
    {
        var size = value.Decimal(qty, qtyField);
        return (size == 0 ? value.Decimal(price, priceField) : value.Price(price, priceField), size);
    }

    private void Trade(FrameKind kind, FrameScan scan, FrameValue value, ReadOnlySpan<byte> text, in FrameOrigin frame, Output output)
    {
        var qty = value.Decimal(scan['q'], "q");
        if (kind == FrameKind.Trade && qty == 0 && scan['X'].IsPresent && value.Bytes(scan['X']).SequenceEqual("NA"u8) && value.Decimal(scan['p'], "p") == 0)
        {
            output.Filtered();
            return;
        }

        var price = value.Price(scan['p'], "p");
        var idToken = kind == FrameKind.AggregateTrade ? scan['a'] : scan['t'];
        value.Id(idToken, kind == FrameKind.AggregateTrade ? "a" : "t");
        long? count = null;
        if (kind == FrameKind.AggregateTrade)
        {
            count = value.Id(scan['l'], "l") - value.Id(scan['f'], "f") + 1;
            if (count < 1)
            {
                throw value.OutOfRange(scan['l'], "l", "is below field 'f'");
            }
        }

        var buyerIsMaker = value.Flag(scan['m'], "m");
        var ts = value.Time(scan['T'], "T");
        long? sent = scan['E'].IsPresent ? value.Time(scan['E'], "E") : null;
        var head = _symbols.Head(scan, value, frame, ts, sent);
        var code = kind == FrameKind.BlockTrade ? Block : kind == FrameKind.AggregateTrade ? Aggregated : scan['X'].IsPresent ? KindOf(value.Bytes(scan['X'])) : Normal;
        _trades.Add(head, value.Bytes(idToken), price, qty, buyerIsMaker, code, count);
        output.Used();
        if (kind == FrameKind.Trade && scan.Stream.IsPresent)
        {
            _quickTrades.Learn(text, scan.Stream, head.Channel);
        }
    }

    /// <summary>Takes a trade of a known stream in one pass; false when it is something else, or must be looked at more closely.</summary>
    private bool TryTrade(ReadOnlySpan<byte> text, in FrameOrigin frame, Output output)
    {
        var trade = new QuickTrade(text);
        if (!_quickTrades.TryRead(text, frame, ref trade, out var head))
        {
            return false;
        }

        if (trade.Price == 0)
        {
            if (trade.Qty != 0 || !trade.Type.SequenceEqual("NA"u8))
            {
                return false;
            }

            output.Filtered();
            return true;
        }

        _trades.Add(head, trade.Id, trade.Price, trade.Qty, trade.BuyerIsMaker, trade.HasType ? KindOf(trade.Type) : Normal, null);
        output.Used();
        return true;
    }

    /// <summary>The kind of a trade with a type.</summary>
    private byte KindOf(ReadOnlySpan<byte> name)
    {
        if (!_isFutures)
        {
            return Normal;
        }

        return name.SequenceEqual("MARKET"u8) ? Normal : name.SequenceEqual("INSURANCE_FUND"u8) ? Insurance : name.SequenceEqual("ADL"u8) ? Adl : Unknown;
    }
}
