using System.Globalization;
using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Normalizers;

/// <summary>
/// Brings depth messages and snapshots together, symbol by symbol: buffers until a snapshot comes, joins it to the first message behind it in one venue message, checks the ids of every message after
/// that, and says so in the stream when one is missing (EXCHANGES §§ 1.3, 3.3, 4.3).
/// </summary>
internal sealed class DepthBooks(DepthRule rule, DeltaColumns rows, DepthMessage reader, NormalizeOptions options, SymbolTables symbols, BufferPool pool)
{
    private const int MaxSymbols = 10_000;

    private readonly List<DepthBook> _books = [];
    private readonly Dictionary<int, DepthBook> _bySymbol = [];
    private readonly FrameScan _heldScan = new();
    private readonly SymbolDictionary _origins = symbols["origin"];
    private readonly SymbolDictionary _names = symbols["symbol"];

    /// <summary>Whether a symbol has depth messages and never had a snapshot they follow.</summary>
    public bool IsIncomplete => _books.Exists(IsUnsynchronized);

    /// <summary>Takes a depth message that was read without a fault.</summary>
    public void OnDepth(FrameScan scan, ReadOnlySpan<byte> text, in RowHead head, DepthIds ids, Output output)
    {
        var book = BookOf(head);
        if (book.Channel == DepthBook.NoChannel)
        {
            book.Channel = head.Channel;
        }

        if (book.Channel != head.Channel)
        {
            output.Filtered();
            return;
        }

        book.Origin = head.Frame.Origin;
        if (book.IsLive)
        {
            OnLive(book, scan, text, head, ids, output);
        }
        else if (book.Snapshot is { } snapshot)
        {
            OnPending(book, snapshot, scan, text, head, ids, output);
        }
        else
        {
            Hold(book, text, head.Frame, ids, output);
        }
    }

    /// <summary>Takes a snapshot that was read without a fault.</summary>
    public void OnSnapshot(FrameScan scan, ReadOnlySpan<byte> text, int? symbol, in FrameOrigin frame, long id, Output output)
    {
        if (Wanting(symbol, frame) is not { } book || (book.Snapshot is { } pending && pending.Ids.Last >= id))
        {
            output.Filtered();
            return;
        }

        var kept = book.Waiting.FindIndex(message => !rule.IsOld(message.Ids, id));
        if (kept >= 0 && !rule.Joins(book.Waiting[kept].Ids, id))
        {
            book.StaleSnapshot = id;
            output.Filtered();
            return;
        }

        var old = kept < 0 ? book.Waiting.Count : kept;
        output.SettleFiltered(old + (book.Snapshot is null ? 0 : 1));
        book.Release(old);
        book.Snapshot = null;
        if (kept < 0)
        {
            book.Snapshot = new HeldFrame(text.ToArray(), frame.Received, frame.Origin, frame.Line, new DepthIds(0, id, 0));
            output.Hold();
            return;
        }

        output.Used();
        ApplyWaiting(book, scan, frame, id, output);
    }

    /// <summary>The input has ended: fails when a symbol never had its snapshot.</summary>
    /// <exception cref="InputIncompleteException">Which symbols wait, for what, and what to do.</exception>
    public void End()
    {
        var missing = _books.Where(IsUnsynchronized).Select(Missing).ToList();
        if (missing.Count > 0)
        {
            throw new InputIncompleteException(NormalizeErrors.NoSnapshot,
                $"no book without its depth snapshot: {string.Join("; ", missing)}. Put the capture that holds the snapshot (a line with \"lastUpdateId\") first, or record the REST depth snapshot with the stream.");
        }
    }

    /// <summary>Writes all books in order of first appearance.</summary>
    public void Save(StateWriter state) => state.Write("books", _books.ConvertAll(book => new SavedBook(
        _names.Text(book.Symbol), book.Channel < 0 ? null : symbols["channel"].Text(book.Channel), _origins.Text(book.Origin), book.IsLive, book.WasLive, book.LastId, book.StaleSnapshot,
        book.Snapshot is null ? null : Saved(book.Snapshot), book.Waiting.ConvertAll(Saved), book.Channel != DepthBook.NoChannel)));

    /// <summary>Reads the books back.</summary>
    public void Load(StateReader state)
    {
        foreach (var saved in state.Read<List<SavedBook>>("books"))
        {
            var book = Add(_names.Code(saved.Symbol), symbols["raw_symbol"].Code(saved.Symbol), saved.Channel is { } channel ? symbols["channel"].Code(channel) : saved.HasChannel ? -1 : DepthBook.NoChannel);
            book.Origin = _origins.Code(saved.Origin);
            book.IsLive = saved.IsLive;
            book.WasLive = saved.WasLive;
            book.LastId = saved.LastId;
            book.StaleSnapshot = saved.StaleSnapshot;
            book.Snapshot = saved.Snapshot is null ? null : Loaded(saved.Snapshot);
            saved.Waiting.ForEach(message => book.Wait(Loaded(message)));
        }
    }

    private static bool IsUnsynchronized(DepthBook book) => !book.WasLive && book.Waiting.Count > 0;

    private void OnLive(DepthBook book, FrameScan scan, ReadOnlySpan<byte> text, in RowHead head, DepthIds ids, Output output)
    {
        if (ids.Last <= book.LastId)
        {
            output.Filtered();
        }
        else if (rule.Follows(ids, book.LastId))
        {
            rows.Message(head, scan.Bids, scan.Asks, ids.Last);
            book.LastId = ids.Last;
            output.Used();
        }
        else
        {
            Lose(book, head, ids, output);
            Hold(book, text, head.Frame, ids, output);
        }
    }

    private void OnPending(DepthBook book, HeldFrame snapshot, FrameScan scan, ReadOnlySpan<byte> text, in RowHead head, DepthIds ids, Output output)
    {
        if (rule.IsOld(ids, snapshot.Ids.Last))
        {
            output.Filtered();
            return;
        }

        book.Snapshot = null;
        if (!rule.Joins(ids, snapshot.Ids.Last))
        {
            book.StaleSnapshot = snapshot.Ids.Last;
            output.SettleFiltered();
            Hold(book, text, head.Frame, ids, output);
            return;
        }

        _heldScan.Scan(snapshot.Text, readLevels: true);
        WriteSnapshot(book, _heldScan, Of(snapshot, head.Frame.At), head.Ts, snapshot.Ids.Last);
        rows.Message(head, scan.Bids, scan.Asks, ids.Last);
        GoLive(book, ids.Last, output);
        output.SettleUsed();
        output.Used();
    }

    /// <summary>Joins a snapshot to the first waiting message and goes through the rest.</summary>
    private void ApplyWaiting(DepthBook book, FrameScan snapshot, in FrameOrigin frame, long id, Output output)
    {
        var done = 0;
        for (; done < book.Waiting.Count; done++)
        {
            var message = book.Waiting[done];
            if (done > 0 && message.Ids.Last <= book.LastId)
            {
                output.SettleFiltered();
                continue;
            }

            var head = reader.Read(_heldScan, message.Text, Of(message, frame.At), out _);
            if (done > 0 && !rule.Follows(message.Ids, book.LastId))
            {
                Lose(book, head, message.Ids, output);
                break;
            }

            if (done == 0)
            {
                WriteSnapshot(book, snapshot, frame, head.Ts, id);
            }

            rows.Message(head, _heldScan.Bids, _heldScan.Asks, message.Ids.Last);
            GoLive(book, message.Ids.Last, output);
            output.SettleUsed();
        }

        book.Release(done);
    }

    private void WriteSnapshot(DepthBook book, FrameScan snapshot, in FrameOrigin frame, long ts, long id) =>
        rows.Snapshot(new RowHead(ts, null, book.Symbol, book.RawSymbol, book.Channel, frame), snapshot.Bids, snapshot.Asks, id);

    private void Lose(DepthBook book, in RowHead head, DepthIds ids, Output output)
    {
        output.Gap();
        rows.Lost(head, rule.Gap, book.LastId, rule.Expected(book.LastId), rule.Got(ids));
        book.IsLive = false;
    }

    private static void GoLive(DepthBook book, long lastId, Output output)
    {
        if (book.WasLive && !book.IsLive)
        {
            output.Resync();
        }

        book.LastId = lastId;
        book.IsLive = true;
        book.WasLive = true;
        book.StaleSnapshot = 0;
    }

    private void Hold(DepthBook book, ReadOnlySpan<byte> text, in FrameOrigin frame, DepthIds ids, Output output)
    {
        if (text.Length > options.MaxBufferedBytes.Bytes)
        {
            throw new FrameException(NormalizeErrors.BufferFull, string.Create(CultureInfo.InvariantCulture,
                $"the depth message has {text.Length} bytes, more than may wait for a snapshot; max_buffered_bytes is {options.MaxBufferedBytes.Bytes}"));
        }

        if (book.Waiting.Count >= options.MaxBufferedFrames || book.WaitingBytes + text.Length > options.MaxBufferedBytes.Bytes)
        {
            Overflow(book, frame, output);
        }

        book.Wait(new HeldFrame(text.ToArray(), frame.Received, frame.Origin, frame.Line, ids));
        output.Hold();
    }

    private void Overflow(DepthBook book, in FrameOrigin frame, Output output)
    {
        var reason = string.Create(CultureInfo.InvariantCulture,
            $"{_names.Text(book.Symbol)}: no snapshot came while {book.Waiting.Count} depth messages ({book.WaitingBytes} bytes) waited; max_buffered_frames is {options.MaxBufferedFrames}, max_buffered_bytes {options.MaxBufferedBytes.Bytes}; synchronization starts again at line {frame.Line}");
        var waiting = book.Waiting.ToArray();
        book.Release(waiting.Length);
        foreach (var message in waiting)
        {
            var row = new PortWriter(Schemas.Frame, null, symbols, pool);
            row.Values<long>("ts")!.Append(message.Received);
            row.Symbols("origin")!.AppendCode(message.Origin);
            row.Values<long>("line")!.Append(message.Line);
            row.Text("text")!.Append(message.Text);
            row.Commit(frame.At);
            using var batch = row.Take(frame.At, 0);
            output.SettleError(batch, 0, frame.At, NormalizeErrors.BufferFull, reason);
        }
    }

    private DepthBook BookOf(in RowHead head)
    {
        if (_bySymbol.TryGetValue(head.Symbol, out var book))
        {
            return book;
        }

        if (_books.Count == MaxSymbols)
        {
            throw new FrameException(NormalizeErrors.OutOfRange, $"more than {MaxSymbols} symbols have depth messages");
        }

        return Add(head.Symbol, head.RawSymbol, head.Channel);
    }

    /// <summary>A book whose snapshot came before its first depth message.</summary>
    private DepthBook? Early(int symbol, FrameOrigin frame)
    {
        if (_bySymbol.TryGetValue(symbol, out var book))
        {
            return book.IsLive ? null : book;
        }

        if (_books.Count == MaxSymbols)
        {
            return null;
        }

        book = Add(symbol, symbols["raw_symbol"].Code(_names.Text(symbol)), DepthBook.NoChannel);
        book.Origin = frame.Origin;
        return book;
    }

    private DepthBook Add(int symbol, int rawSymbol, int channel)
    {
        var book = new DepthBook(symbol, rawSymbol, channel);
        _books.Add(book);
        _bySymbol.Add(symbol, book);
        return book;
    }

    /// <summary>The book a snapshot is for; null when no book needs it.</summary>
    private DepthBook? Wanting(int? symbol, FrameOrigin frame)
    {
        if (symbol is { } named)
        {
            return Early(named, frame);
        }

        var here = _books.FindAll(book => book.Origin == frame.Origin);
        var wanting = here.FindAll(book => !book.IsLive);
        return (here.Count, wanting.Count) switch
        {
            (0, _) => throw new FrameException(NormalizeErrors.SnapshotOfWhat,
                "a depth snapshot without a symbol stands before the first depth message of its capture, so it cannot be told what it is of; subscribe to the depth stream first, then request the snapshot"),
            (_, 0) => null,
            (_, 1) => wanting[0],
            _ => throw new FrameException(NormalizeErrors.SnapshotOfWhat,
                $"a depth snapshot without a symbol can be of any of {string.Join(", ", wanting.Take(10).Select(book => _names.Text(book.Symbol)))}, which wait for one in this capture; record one symbol a file"),
        };
    }

    private string Missing(DepthBook book)
    {
        var origins = book.Waiting.Select(message => message.Origin).Distinct().Select(origin => $"'{_origins.Text(origin)}'");
        return string.Create(CultureInfo.InvariantCulture,
            $"{book.Waiting.Count} depth messages of {_names.Text(book.Symbol)} from {string.Join(", ", origins)} wait for one, the first (line {book.Waiting[0].Line}) has update ids {book.Waiting[0].Ids.First} to {book.Waiting[0].Ids.Last}, ")
            + (book.StaleSnapshot == 0 ? "and none came" : string.Create(CultureInfo.InvariantCulture, $"and the last that came, {book.StaleSnapshot}, is older"));
    }

    private static FrameOrigin Of(HeldFrame frame, long at) => new(frame.Received, frame.Origin, frame.Line, at);

    private SavedFrame Saved(HeldFrame frame) =>
        new(System.Text.Encoding.UTF8.GetString(frame.Text), frame.Received, _origins.Text(frame.Origin), frame.Line, frame.Ids.First, frame.Ids.Last, frame.Ids.Previous);

    private HeldFrame Loaded(SavedFrame frame) =>
        new(System.Text.Encoding.UTF8.GetBytes(frame.Text), frame.Received, _origins.Code(frame.Origin), frame.Line, new DepthIds(frame.First, frame.Last, frame.Previous));
}
