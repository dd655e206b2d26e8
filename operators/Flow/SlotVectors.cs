using StreamEngine.Data;
using StreamEngine.State;

namespace StreamEngine.Flow;

/// <summary>Vectors by slot.</summary>
internal sealed class SlotVectors<T>(int column, VectorBuilder<T> to) : SlotColumn(column) where T : unmanaged
{
    private readonly int _length = to.Type.Length;
    private T[] _values = [];
    private bool[] _known = [];

    public override void Set(int slot, Column source, int row)
    {
        _known[slot] = !source.IsNull(row);
        if (_known[slot])
        {
            ((VectorColumn<T>)source)[row].CopyTo(Of(slot));
        }
    }

    public override void Append(int slot)
    {
        if (_known[slot])
        {
            Of(slot).CopyTo(to.Append());
        }
        else
        {
            to.AppendNull();
        }
    }

    public override void Grow(int slots)
    {
        Array.Resize(ref _values, slots * _length);
        Array.Resize(ref _known, slots);
    }

    public override void Save(StateWriter state, IReadOnlyList<int> slots) =>
        state.Write("vectors", slots.Select(s => _known[s] ? Of(s).ToArray() : null).ToArray());

    public override void Load(StateReader state)
    {
        var vectors = state.Read<T[]?[]>("vectors");
        for (var i = 0; i < vectors.Length; i++)
        {
            _known[i] = vectors[i] is not null;
            vectors[i]?.CopyTo(Of(i));
        }
    }

    private Span<T> Of(int slot) => _values.AsSpan(slot * _length, _length);
}
