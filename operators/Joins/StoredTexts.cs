using StreamEngine.Data;
using StreamEngine.State;

namespace StreamEngine.Joins;

/// <summary>Texts by slot, as UTF-8.</summary>
internal sealed class StoredTexts(ColumnType type) : StoredColumn
{
    private byte[]?[] _texts = [];

    public override Column Spread(ReadOnlySpan<int> rows, ReadOnlySpan<int> slots, int length, BufferPool pool)
    {
        var builder = new TextBuilder(type, pool, length);
        for (var i = 0; i < slots.Length; i++)
        {
            while (!rows.IsEmpty && builder.Count < rows[i])
            {
                builder.AppendNull();
            }

            if (IsNull(slots[i]))
            {
                builder.AppendNull();
            }
            else
            {
                builder.Append(_texts[slots[i]]!.AsSpan());
            }
        }

        while (builder.Count < length)
        {
            builder.AppendNull();
        }

        return builder.Build();
    }

    protected override void Resize(int slots) => Array.Resize(ref _texts, slots);

    protected override void Copy(Column source, ReadOnlySpan<int> rows, ReadOnlySpan<int> slots)
    {
        var from = (TextColumn)source;
        for (var i = 0; i < rows.Length; i++)
        {
            _texts[slots[i]] = from[rows[i]].ToArray();
        }
    }

    protected override void SaveValues(StateWriter state, ReadOnlySpan<int> slots)
    {
        var texts = new byte[slots.Length][];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = IsNull(slots[i]) ? [] : _texts[slots[i]]!;
        }

        state.Write("values", texts);
    }

    protected override void LoadValues(StateReader state) => state.Read<byte[][]>("values").CopyTo(_texts, 1);
}
