using StreamEngine.Data;
using StreamEngine.Features;
using StreamEngine.Runtime;

namespace StreamEngine.Normalizers;

/// <summary>Writes book rows, a venue message at a time: the last row of one is flagged.</summary>
internal sealed class DeltaColumns(PortWriter port, SymbolTables symbols, string venue)
{
    private readonly HeadColumns _head = new(port, symbols, venue);
    private readonly ValueBuilder<byte>? _action = port.Values<byte>("action");
    private readonly ValueBuilder<byte>? _side = port.Values<byte>("side");
    private readonly ValueBuilder<double>? _price = port.Values<double>("price");
    private readonly ValueBuilder<double>? _qty = port.Values<double>("qty");
    private readonly ValueBuilder<long>? _seq = port.Values<long>("seq");
    private readonly ValueBuilder<bool>? _snapshot = port.Values<bool>("snapshot");
    private readonly ValueBuilder<bool>? _last = port.Values<bool>("last");
    private readonly ValueBuilder<byte>? _state = port.Values<byte>("state");
    private readonly TextBuilder? _reason = port.Text("reason");
    private readonly ValueBuilder<long>? _lastSeq = port.Values<long>("last_seq");
    private readonly ValueBuilder<long>? _expected = port.Values<long>("expected");
    private readonly ValueBuilder<long>? _got = port.Values<long>("got");

    /// <summary>A snapshot: clear, then its levels. The message it is joined to follows and holds the last row.</summary>
    public void Snapshot(in RowHead head, LevelList bids, LevelList asks, long seq)
    {
        Row(head, BookCodes.Clear, seq, snapshot: true, last: false);
        port.Commit(head.Frame.At);
        Levels(head, bids, BookCodes.Bid, seq, snapshot: true, lastLevel: -1);
        Levels(head, asks, BookCodes.Ask, seq, snapshot: true, lastLevel: -1);
    }

    /// <summary>The level changes of a message; one without any is a row of its own that says the book is live.</summary>
    public void Message(in RowHead head, LevelList bids, LevelList asks, long seq)
    {
        Levels(head, bids, BookCodes.Bid, seq, snapshot: false, lastLevel: asks.Count == 0 ? bids.Count - 1 : -1);
        Levels(head, asks, BookCodes.Ask, seq, snapshot: false, lastLevel: asks.Count - 1);
        if (bids.Count + asks.Count == 0)
        {
            Row(head, BookCodes.Status, seq, snapshot: false, last: true);
            _state?.Append(BookCodes.Live);
            port.Commit(head.Frame.At);
        }
    }

    /// <summary>The book is lost: clear, then what happened.</summary>
    public void Lost(in RowHead head, string reason, long lastSeq, long expected, long got)
    {
        Row(head, BookCodes.Clear, null, snapshot: false, last: false);
        port.Commit(head.Frame.At);
        Row(head, BookCodes.Status, null, snapshot: false, last: true);
        _state?.Append(BookCodes.Invalid);
        _reason?.Append(reason);
        _lastSeq?.Append(lastSeq);
        _expected?.Append(expected);
        _got?.Append(got);
        port.Commit(head.Frame.At);
    }

    private void Levels(in RowHead head, LevelList levels, byte side, long seq, bool snapshot, int lastLevel)
    {
        var count = levels.Count;
        if (count == 0)
        {
            return;
        }

        var qtys = levels.Qtys;
        _head.Append(head, count);
        if (_action is not null)
        {
            var actions = _action.Extend(count);
            for (var i = 0; i < actions.Length; i++)
            {
                actions[i] = qtys[i] == 0 ? BookCodes.Delete : BookCodes.Set;
            }
        }

        _side?.Extend(count).Fill(side);
        _price?.Append(levels.Prices);
        _qty?.Append(qtys);
        _seq?.Extend(count).Fill(seq);
        _snapshot?.Extend(count).Fill(snapshot);
        if (_last is not null)
        {
            var ends = _last.Extend(count);
            ends.Clear();
            if (lastLevel >= 0)
            {
                ends[lastLevel] = true;
            }
        }

        port.Commit(head.Frame.At, count);
    }

    private void Row(in RowHead head, byte action, long? seq, bool snapshot, bool last)
    {
        _head.Append(head);
        _action?.Append(action);
        _snapshot?.Append(snapshot);
        _last?.Append(last);
        if (seq is { } id)
        {
            _seq?.Append(id);
        }
    }
}
