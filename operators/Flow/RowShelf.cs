using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Flow;

/// <summary>
/// Rows an operator holds, by slot: of each row the columns that somebody reads, copied, so that a held row keeps no batch alive. Slots are reused; the shelf is as large as the most rows it ever held.
/// </summary>
internal sealed class RowShelf
{
    private const int FewestSlots = 16;

    private readonly SlotColumn[] _columns;
    private readonly Stack<int> _free = new();
    private int _slots;
    private int _used;

    /// <summary>A shelf for rows that leave by a port.</summary>
    /// <param name="to">The port.</param>
    /// <param name="input">Schema of the rows.</param>
    /// <param name="columns">Columns to keep; null for all that the port's readers need.</param>
    public RowShelf(PortWriter to, Schema input, IReadOnlyCollection<string>? columns = null) =>
        _columns =
        [
            .. input.Fields.Where(f => to.Schema.Has(f.Name) && columns?.Contains(f.Name) != false)
                .Select(f => to.Builder(f.Name) is { } builder ? SlotColumn.For(input.IndexOf(f.Name), builder) : null).OfType<SlotColumn>(),
        ];

    /// <summary>Takes in a row.</summary>
    public int Add(Batch batch, int row)
    {
        var slot = NewSlot();
        Set(slot, batch, row);
        return slot;
    }

    /// <summary>Puts a row in the place of another.</summary>
    public void Set(int slot, Batch batch, int row)
    {
        foreach (var column in _columns)
        {
            column.Set(slot, batch.Column(column.Column), row);
        }
    }

    /// <summary>Appends a row to the port's builders; whoever calls commits it.</summary>
    public void Append(int slot)
    {
        foreach (var column in _columns)
        {
            column.Append(slot);
        }
    }

    /// <summary>Lets go of a row.</summary>
    public void Remove(int slot) => _free.Push(slot);

    /// <summary>Writes the rows of some slots.</summary>
    public void Save(StateWriter state, IReadOnlyList<int> slots)
    {
        state.Write("rows", slots.Count);
        foreach (var column in _columns)
        {
            column.Save(state, slots);
        }
    }

    /// <summary>Takes over saved rows: they stand in slots 0, 1, … in the order they were saved.</summary>
    /// <returns>How many there are.</returns>
    public int Load(StateReader state)
    {
        var rows = state.Read<int>("rows");
        _free.Clear();
        _used = rows;
        Reserve(rows);
        foreach (var column in _columns)
        {
            column.Load(state);
        }

        return rows;
    }

    private int NewSlot()
    {
        if (_free.TryPop(out var slot))
        {
            return slot;
        }

        Reserve(_used + 1);
        return _used++;
    }

    private void Reserve(int slots)
    {
        if (slots <= _slots)
        {
            return;
        }

        _slots = Math.Max(FewestSlots, Math.Max(slots, _slots * 2));
        foreach (var column in _columns)
        {
            column.Grow(_slots);
        }
    }
}
