using System.Runtime.InteropServices;
using StreamEngine.Data;
using StreamEngine.State;

namespace StreamEngine.Joins;

/// <summary>
/// Rows a join keeps, copied out of their batches: only the columns somebody reads, each row in a slot that is used again once it is freed. Slot 0 stands for no row. Rows are copied column by column,
/// many at a time (<see cref="Settle"/>), and a freed slot keeps its values until <see cref="Recycle"/>, so that output put together in between may still refer to it.
/// </summary>
internal sealed class RowStore
{
    private const int LeastRoom = 16;

    private readonly StoredColumn?[] _columns;
    private readonly bool _hasColumns;
    private readonly List<int> _rows = [];
    private readonly List<int> _slots = [];
    private readonly List<int> _freed = [];
    private int[] _free = new int[LeastRoom]; // the first _freeCount
    private int _freeCount;
    private Batch? _batch;
    private int _next = 1;
    private int _room = LeastRoom;

    /// <param name="schema">Shape of the rows.</param>
    /// <param name="needed">Whether a column is kept.</param>
    /// <param name="symbols">The run's dictionaries.</param>
    public RowStore(Schema schema, Func<int, bool> needed, SymbolTables symbols)
    {
        _columns = [.. schema.Fields.Select((f, i) => needed(i) ? StoredColumn.For(f, symbols) : null)];
        _hasColumns = _columns.Any(c => c is not null);
        foreach (var column in _columns)
        {
            column?.Reserve(_room);
        }
    }

    /// <summary>Rows kept.</summary>
    public int Count => _next - 1 - _freeCount - _freed.Count;

    /// <summary>Slots made so far.</summary>
    public int Room => _room;

    /// <summary>Keeps a row of a batch; gives its slot.</summary>
    public int Add(Batch batch, int row)
    {
        var slot = _freeCount > 0 ? _free[--_freeCount] : Next();
        if (_hasColumns)
        {
            Begin(batch);
            _rows.Add(row);
            _slots.Add(slot);
        }

        return slot;
    }

    /// <summary>Keeps rows of a batch; writes their slots.</summary>
    public void Add(Rows rows, Span<int> slots)
    {
        var given = Math.Min(slots.Length, _freeCount);
        for (var i = 0; i < given; i++)
        {
            slots[i] = _free[--_freeCount];
        }

        for (var i = given; i < slots.Length; i++)
        {
            slots[i] = Next();
        }

        if (_hasColumns && slots.Length > 0)
        {
            Begin(rows.Batch);
            var before = _rows.Count;
            CollectionsMarshal.SetCount(_rows, before + slots.Length);
            rows.Physical(CollectionsMarshal.AsSpan(_rows)[before..]);
            _slots.AddRange(slots);
        }
    }

    /// <summary>Lets go of a row.</summary>
    public void Free(int slot) => _freed.Add(slot);

    /// <summary>Lets go of rows.</summary>
    public void Free(ReadOnlySpan<LoggedRow> rows)
    {
        var before = _freed.Count;
        CollectionsMarshal.SetCount(_freed, before + rows.Length);
        var freed = CollectionsMarshal.AsSpan(_freed)[before..];
        for (var i = 0; i < freed.Length; i++)
        {
            freed[i] = rows[i].Slot;
        }
    }

    /// <summary>Copies the rows added since the last time.</summary>
    public void Settle()
    {
        if (_batch is null)
        {
            return;
        }

        var rows = CollectionsMarshal.AsSpan(_rows);
        var slots = CollectionsMarshal.AsSpan(_slots);
        for (var c = 0; c < _columns.Length; c++)
        {
            _columns[c]?.Put(_batch.Column(c), rows, slots);
        }

        _batch.Dispose();
        _batch = null;
        _rows.Clear();
        _slots.Clear();
    }

    /// <summary>Slots that were freed may be used again; nothing refers to them any more.</summary>
    public void Recycle()
    {
        if (_freeCount + _freed.Count > _free.Length)
        {
            Array.Resize(ref _free, Math.Max(_freeCount + _freed.Count, _free.Length * 2));
        }

        _freed.CopyTo(_free, _freeCount);
        _freeCount += _freed.Count;
        _freed.Clear();
    }

    /// <summary>A column of a length, with the values of <c>slots[i]</c> at <c>rows[i]</c>, or at <c>i</c> where no rows are given.</summary>
    public Column Spread(int column, ReadOnlySpan<int> rows, ReadOnlySpan<int> slots, int length, BufferPool pool) => _columns[column]!.Spread(rows, slots, length, pool);

    /// <summary>Writes the rows of some slots; they get the slots 1, 2, … when they are loaded.</summary>
    public void Save(StateWriter state, ReadOnlySpan<int> slots)
    {
        Settle();
        state.Write("rows", slots.Length);
        foreach (var column in _columns)
        {
            state.Write("kept", column is not null);
            column?.Save(state, slots);
        }
    }

    /// <summary>Takes over saved rows.</summary>
    public void Load(StateReader state)
    {
        var rows = state.Read<int>("rows");
        for (var c = 0; c < _columns.Length; c++)
        {
            if (state.Read<bool>("kept") != _columns[c] is not null)
            {
                throw new InvalidDataException("the saved rows of a join have other columns than are read now");
            }

            _columns[c]?.Load(state);
        }

        _next = rows + 1;
        _room = rows + 1;
        Grow(Math.Max(LeastRoom, _room));
    }

    private int Next()
    {
        var slot = _next++;
        if (slot >= _room)
        {
            Grow(slot + 1);
        }

        return slot;
    }

    /// <summary>The rows added next stand in this batch.</summary>
    private void Begin(Batch batch)
    {
        if (!ReferenceEquals(batch, _batch))
        {
            Settle();
            _batch = batch.Retain();
        }
    }

    private void Grow(int slots)
    {
        _room = Math.Max(slots, _room * 2);
        foreach (var column in _columns)
        {
            column?.Reserve(_room);
        }
    }
}
