using StreamEngine.Data;
using StreamEngine.State;

namespace StreamEngine.Joins;

/// <summary>Vectors by slot, behind one another.</summary>
internal sealed class StoredVectors<T>(ColumnType type) : StoredColumn where T : unmanaged
{
    private T[] _values = [];

    public override Column Spread(ReadOnlySpan<int> rows, ReadOnlySpan<int> slots, int length, BufferPool pool)
    {
        var width = type.Length;
        var values = pool.Rent<T>(checked(length * width));
        for (var i = 0; i < slots.Length; i++)
        {
            _values.AsSpan(slots[i] * width, width).CopyTo(values.AsSpan((rows.IsEmpty ? i : rows[i]) * width));
        }

        return new VectorColumn<T>(type, values, length, Validity(rows, slots, length, pool), pool);
    }

    protected override void Resize(int slots) => Array.Resize(ref _values, checked(slots * type.Length));

    protected override void Copy(Column source, ReadOnlySpan<int> rows, ReadOnlySpan<int> slots)
    {
        var from = (VectorColumn<T>)source;
        for (var i = 0; i < rows.Length; i++)
        {
            from[rows[i]].CopyTo(_values.AsSpan(slots[i] * type.Length));
        }
    }

    protected override void SaveValues(StateWriter state, ReadOnlySpan<int> slots)
    {
        var values = new T[slots.Length][];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = IsNull(slots[i]) ? new T[type.Length] : _values.AsSpan(slots[i] * type.Length, type.Length).ToArray();
        }

        state.Write("values", values);
    }

    protected override void LoadValues(StateReader state)
    {
        var values = state.Read<T[][]>("values");
        for (var i = 0; i < values.Length; i++)
        {
            values[i].CopyTo(_values, (i + 1) * type.Length);
        }
    }
}
