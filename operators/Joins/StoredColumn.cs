using System.Numerics;
using StreamEngine.Data;
using StreamEngine.State;

namespace StreamEngine.Joins;

/// <summary>One column of a <see cref="RowStore"/>: values by slot. Slot 0 stands for no row and is null.</summary>
internal abstract class StoredColumn
{
    private ulong[]? _known;
    private int _room;

    /// <summary>A column for values of a field.</summary>
    public static StoredColumn For(Field field, SymbolTables symbols) => field.Type.Kind switch
    {
        TypeKind.Bool => new StoredValues<bool>(field.Type),
        TypeKind.Int32 => new StoredValues<int>(field.Type),
        TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration => new StoredValues<long>(field.Type),
        TypeKind.Float32 => new StoredValues<float>(field.Type),
        TypeKind.Float64 => new StoredValues<double>(field.Type),
        TypeKind.Decimal => new StoredValues<decimal>(field.Type),
        TypeKind.Enum => new StoredValues<byte>(field.Type),
        TypeKind.Symbol => new StoredSymbols(symbols[field.Name]),
        TypeKind.String or TypeKind.Json => new StoredTexts(field.Type),
        TypeKind.Vector when field.Type.Element == TypeKind.Float32 => new StoredVectors<float>(field.Type),
        TypeKind.Vector => new StoredVectors<double>(field.Type),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field.Type.Text, "no stored column: a bug in the engine"),
    };

    /// <summary>Makes room for slots up to before <paramref name="slots"/>.</summary>
    public void Reserve(int slots)
    {
        _room = slots;
        if (_known is not null)
        {
            Widen();
        }

        Resize(slots);
    }

    /// <summary>Copies values in: the physical row <c>rows[i]</c> to <c>slots[i]</c>.</summary>
    public void Put(Column source, ReadOnlySpan<int> rows, ReadOnlySpan<int> slots)
    {
        Copy(source, rows, slots);
        if (source.HasNulls && _known is null)
        {
            _known = [];
            Widen();
        }

        if (_known is not null)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                Bitmap.Set(_known, slots[i], !source.IsNull(rows[i]));
            }
        }
    }

    /// <summary>A column of a length, with the values of <c>slots[i]</c> at <c>rows[i]</c>, or at <c>i</c> where no rows are given.</summary>
    public abstract Column Spread(ReadOnlySpan<int> rows, ReadOnlySpan<int> slots, int length, BufferPool pool);

    /// <summary>Writes the values of some slots.</summary>
    public void Save(StateWriter state, ReadOnlySpan<int> slots)
    {
        var nulls = new bool[slots.Length];
        for (var i = 0; i < nulls.Length; i++)
        {
            nulls[i] = IsNull(slots[i]);
        }

        state.Write("nulls", nulls);
        SaveValues(state, slots);
    }

    /// <summary>Reads the values of slots 1, 2, ….</summary>
    public void Load(StateReader state)
    {
        var nulls = state.Read<bool[]>("nulls");
        _known = nulls.Contains(true) ? [] : null;
        Reserve(nulls.Length + 1);
        for (var i = 0; _known is not null && i < nulls.Length; i++)
        {
            Bitmap.Set(_known, i + 1, !nulls[i]);
        }

        LoadValues(state);
    }

    /// <summary>Whether the value of a slot is null.</summary>
    protected bool IsNull(int slot) => slot == 0 || (_known is not null && !Bitmap.Get(_known, slot));

    /// <summary>Makes the value arrays longer.</summary>
    protected abstract void Resize(int slots);

    /// <summary>Copies values, whatever stands where they are null.</summary>
    protected abstract void Copy(Column source, ReadOnlySpan<int> rows, ReadOnlySpan<int> slots);

    /// <summary>Writes values, whatever stands where they are null.</summary>
    protected abstract void SaveValues(StateWriter state, ReadOnlySpan<int> slots);

    /// <summary>Reads values into slots 1, 2, ….</summary>
    protected abstract void LoadValues(StateReader state);

    /// <summary>Validity bits of what <see cref="Spread"/> makes; null when nothing is null.</summary>
    protected ulong[]? Validity(ReadOnlySpan<int> rows, ReadOnlySpan<int> slots, int length, BufferPool pool)
    {
        if (_known is null && !slots.Contains(0))
        {
            return null;
        }

        var validity = pool.Rent<ulong>(Math.Max(1, Bitmap.Words(length)));
        validity.AsSpan(0, Bitmap.Words(length)).Fill(ulong.MaxValue);
        for (var i = 0; i < slots.Length; i++)
        {
            if (IsNull(slots[i]))
            {
                Bitmap.Set(validity, rows.IsEmpty ? i : rows[i], false);
            }
        }

        return validity;
    }

    private void Widen()
    {
        var old = _known!.Length;
        var words = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, Bitmap.Words(_room)));
        if (words > old)
        {
            Array.Resize(ref _known, words);
            _known.AsSpan(old).Fill(ulong.MaxValue);
        }
    }
}
