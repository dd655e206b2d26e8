using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace StreamEngine.Arrow.FlatBuffers;

/// <summary>
/// Builds a FlatBuffer from back to front, as the format asks: what is referred to comes before what refers to it. Positions are bytes from the end.
/// Strings, vectors and tables must be finished before the table that holds them is started.
/// </summary>
internal sealed class FlatBuilder
{
    private const int MaxSlots = 8;

    private readonly int[] _slots = new int[MaxSlots];
    private byte[] _buffer = new byte[1024];
    private int _used;
    private int _slotCount;
    private int _tableStart;

    /// <summary>Starts over.</summary>
    public void Clear() => _used = 0;

    /// <summary>Adds a string.</summary>
    public int String(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Align(4, length + 1);
        Put(1).Clear();
        Encoding.UTF8.GetBytes(text, Put(length));
        PutInt(length);
        return _used;
    }

    /// <summary>Adds a vector of tables.</summary>
    public int Tables(ReadOnlySpan<int> tables)
    {
        Align(4, tables.Length * 4);
        for (var i = tables.Length - 1; i >= 0; i--)
        {
            PutReference(tables[i]);
        }

        PutInt(tables.Length);
        return _used;
    }

    /// <summary>Adds a vector of structs made of 64-bit words; <paramref name="words"/> holds all of them.</summary>
    public int Structs(ReadOnlySpan<long> words, int count)
    {
        var bytes = MemoryMarshal.AsBytes(words);
        Align(4, bytes.Length);
        Align(8, bytes.Length);
        bytes.CopyTo(Put(bytes.Length));
        PutInt(count);
        return _used;
    }

    /// <summary>Starts a table of up to eight fields.</summary>
    public void StartTable(int slots)
    {
        _slotCount = slots;
        _slots.AsSpan().Clear();
        _tableStart = _used;
    }

    /// <summary>Adds a one-byte field.</summary>
    public void Byte(int slot, byte value)
    {
        Put(1)[0] = value;
        _slots[slot] = _used;
    }

    /// <summary>Adds a boolean field.</summary>
    public void Bool(int slot, bool value) => Byte(slot, value ? (byte)1 : (byte)0);

    /// <summary>Adds a 16-bit field.</summary>
    public void Short(int slot, short value)
    {
        Align(2, 0);
        BinaryPrimitives.WriteInt16LittleEndian(Put(2), value);
        _slots[slot] = _used;
    }

    /// <summary>Adds a 32-bit field.</summary>
    public void Int(int slot, int value)
    {
        Align(4, 0);
        PutInt(value);
        _slots[slot] = _used;
    }

    /// <summary>Adds a 64-bit field.</summary>
    public void Long(int slot, long value)
    {
        Align(8, 0);
        BinaryPrimitives.WriteInt64LittleEndian(Put(8), value);
        _slots[slot] = _used;
    }

    /// <summary>Adds a reference to a string, vector or table.</summary>
    public void Reference(int slot, int target)
    {
        Align(4, 0);
        PutReference(target);
        _slots[slot] = _used;
    }

    /// <summary>Finishes the table.</summary>
    public int EndTable()
    {
        Align(4, 0);
        PutInt(0);
        var table = _used;
        for (var slot = _slotCount - 1; slot >= 0; slot--)
        {
            PutShort(_slots[slot] == 0 ? 0 : table - _slots[slot]);
        }

        PutShort(table - _tableStart);
        PutShort((_slotCount + 2) * 2);
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_buffer.Length - table), _used - table);
        return table;
    }

    /// <summary>The finished buffer, whole eight bytes long; valid until the next change.</summary>
    public ReadOnlySpan<byte> Finish(int root)
    {
        Align(8, 4);
        PutReference(root);
        return _buffer.AsSpan(_buffer.Length - _used);
    }

    private void PutReference(int target) => PutInt(_used + 4 - target);

    private void PutInt(int value) => BinaryPrimitives.WriteInt32LittleEndian(Put(4), value);

    private void PutShort(int value) => BinaryPrimitives.WriteUInt16LittleEndian(Put(2), checked((ushort)value));

    /// <summary>Pads so that, <paramref name="before"/> bytes further, the position is a multiple of <paramref name="size"/>.</summary>
    private void Align(int size, int before) => Put(-(_used + before) & size - 1).Clear();

    private Span<byte> Put(int length)
    {
        if (_used + length > _buffer.Length)
        {
            var wider = new byte[Math.Max(_buffer.Length * 2, checked(_used + length))];
            _buffer.AsSpan(_buffer.Length - _used).CopyTo(wider.AsSpan(wider.Length - _used));
            _buffer = wider;
        }

        _used += length;
        return _buffer.AsSpan(_buffer.Length - _used, length);
    }
}
