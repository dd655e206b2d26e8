using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.Time;

namespace StreamEngine.Sources.Mapping;

/// <summary>
/// Commits rows in order. Where messages are told by what changes between rows, a row waits until the next one shows whether its message goes on; so two slots are in use, and a row is committed one late.
/// </summary>
internal sealed class RowQueue(MappedRows rows, PortWriter port, long at)
{
    private Held? _first;
    private Held? _second;
    private bool _released;
    private bool _clears;

    /// <summary>Newest event time committed: the stream time.</summary>
    public long At { get; private set; } = at;

    /// <summary>Whether a row can be committed.</summary>
    public bool IsDue => _released;

    /// <summary>Where the row that waits stands, if one does.</summary>
    public (long Line, int Item, bool Continues)? Waiting => _first is { } held ? (held.Line, held.Item, !held.Starts) : null;

    /// <summary>The slot to read the next row into.</summary>
    public int FreeSlot => _first is { } held ? 1 - held.Slot : 0;

    /// <summary>Takes a row that was read into <see cref="FreeSlot"/>.</summary>
    public void Add(long line, int item, bool starts)
    {
        var row = new Held(FreeSlot, line, item, starts);
        if (_first is null)
        {
            _first = row;
            _released = !rows.Plan.ByMessage;
        }
        else
        {
            _second = row;
            Release(starts);
        }
    }

    /// <summary>Commits one row, or the row that clears a book before it.</summary>
    public void Commit()
    {
        var row = _first!.Value;
        At = At == StreamTime.Start ? rows.Ts(row.Slot) : Math.Max(At, rows.Ts(row.Slot));
        if (row.Starts && rows.IsSnapshot(row.Slot) && !_clears)
        {
            rows.AppendClear(row.Slot);
            port.Commit(At);
            _clears = true;
            _first = row with { Starts = false };
            return;
        }

        rows.Append(row.Slot, row.Last);
        port.Commit(At);
        (_first, _second, _released, _clears) = (_second, null, false, false);
    }

    /// <summary>The file has ended, and with it the message.</summary>
    public void End()
    {
        if (_first is not null)
        {
            Release(last: true);
        }
    }

    private void Release(bool last)
    {
        _first = _first!.Value with { Last = last };
        _released = true;
    }

    private readonly record struct Held(int Slot, long Line, int Item, bool Starts, bool Last = false);
}
