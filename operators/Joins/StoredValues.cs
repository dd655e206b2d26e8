using System.Globalization;
using StreamEngine.Data;
using StreamEngine.State;

namespace StreamEngine.Joins;

/// <summary>Fixed-width values by slot (enums as codes; saved by name).</summary>
internal sealed class StoredValues<T>(ColumnType type) : StoredColumn where T : unmanaged
{
    private T[] _values = [];

    public override Column Spread(ReadOnlySpan<int> rows, ReadOnlySpan<int> slots, int length, BufferPool pool)
    {
        var values = pool.Rent<T>(length);
        var from = _values;
        if (rows.IsEmpty)
        {
            for (var i = 0; i < slots.Length; i++)
            {
                values[i] = from[slots[i]];
            }
        }
        else
        {
            for (var i = 0; i < slots.Length; i++)
            {
                values[rows[i]] = from[slots[i]];
            }
        }

        return new ValueColumn<T>(type, values, length, Validity(rows, slots, length, pool), pool);
    }

    protected override void Resize(int slots) => Array.Resize(ref _values, slots);

    protected override void Copy(Column source, ReadOnlySpan<int> rows, ReadOnlySpan<int> slots)
    {
        var from = ((ValueColumn<T>)source).Values;
        for (var i = 0; i < rows.Length; i++)
        {
            _values[slots[i]] = from[rows[i]];
        }
    }

    protected override void SaveValues(StateWriter state, ReadOnlySpan<int> slots)
    {
        var values = new T[slots.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = IsNull(slots[i]) ? default : _values[slots[i]];
        }

        if (type.Kind == TypeKind.Enum)
        {
            state.Write("values", values.Select(v => type.Names[Convert.ToInt32(v, CultureInfo.InvariantCulture)]).ToArray());
        }
        else
        {
            state.Write("values", values);
        }
    }

    protected override void LoadValues(StateReader state)
    {
        var values = type.Kind == TypeKind.Enum ? [.. state.Read<string[]>("values").Select(name => (T)(object)type.CodeOf(name))] : state.Read<T[]>("values");
        values.CopyTo(_values, 1);
    }
}
