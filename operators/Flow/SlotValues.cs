using StreamEngine.Data;
using StreamEngine.State;

namespace StreamEngine.Flow;

/// <summary>Fixed-width values by slot.</summary>
internal sealed class SlotValues<T>(int column, ValueBuilder<T> to) : SlotColumn(column) where T : unmanaged
{
    private T[] _values = [];
    private bool[] _known = [];

    public override void Set(int slot, Column source, int row)
    {
        _known[slot] = !source.IsNull(row);
        _values[slot] = _known[slot] ? ((ValueColumn<T>)source)[row] : default;
    }

    public override void Append(int slot)
    {
        if (_known[slot])
        {
            to.Append(_values[slot]);
        }
        else
        {
            to.AppendNull();
        }
    }

    public override void Grow(int slots)
    {
        Array.Resize(ref _values, slots);
        Array.Resize(ref _known, slots);
    }

    public override void Save(StateWriter state, IReadOnlyList<int> slots)
    {
        state.Write("known", slots.Select(s => _known[s]).ToArray());
        state.Write("values", slots.Select(s => _values[s]).ToArray());
    }

    public override void Load(StateReader state)
    {
        state.Read<bool[]>("known").CopyTo(_known, 0);
        state.Read<T[]>("values").CopyTo(_values, 0);
    }
}
