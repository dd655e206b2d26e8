using System.Numerics;
using System.Runtime.InteropServices;
using StreamEngine.Data;

namespace StreamEngine.Replay;

/// <summary>Prints of 128 bits of rows: equal rows have equal prints, and different ones do not but for a chance of one in 2¹²⁸. Valid within one reading: symbols go by their codes.</summary>
internal sealed class RowPrints
{
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xC2B2AE3D27D4EB4F;

    private ulong[] _low = [];
    private ulong[] _high = [];

    /// <summary>The print of row <paramref name="i"/> of the batch given last.</summary>
    public UInt128 this[int i] => new(_high[i], _low[i]);

    /// <summary>Takes some columns of a batch.</summary>
    public void Of(Batch batch, IReadOnlyList<int> columns)
    {
        if (_low.Length < batch.Count)
        {
            _low = new ulong[batch.Count];
            _high = new ulong[batch.Count];
        }

        _low.AsSpan(0, batch.Count).Fill(First);
        _high.AsSpan(0, batch.Count).Fill(Second);
        foreach (var c in columns)
        {
            Add(batch.Column(c), batch);
        }
    }

    private void Add(Column column, Batch batch)
    {
        switch (column)
        {
            case ValueColumn<long> values: Add(values, batch, static value => (ulong)value); break;
            case ValueColumn<double> values: Add(values, batch, BitConverter.DoubleToUInt64Bits); break;
            case ValueColumn<int> values: Add(values, batch, static value => (uint)value); break;
            case ValueColumn<float> values: Add(values, batch, static value => BitConverter.SingleToUInt32Bits(value)); break;
            case ValueColumn<bool> values: Add(values, batch, static value => value ? 2UL : 1UL); break;
            case ValueColumn<byte> values: Add(values, batch, static value => value); break;
            case SymbolColumn symbols: AddSymbols(symbols, batch); break;
            default: AddOthers(column, batch); break;
        }
    }

    private void Add<T>(ValueColumn<T> column, Batch batch, Func<T, ulong> bits) where T : unmanaged
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var row = batch.Row(i);
            Mix(i, column.IsNull(row) ? null : bits(column[row]));
        }
    }

    private void AddSymbols(SymbolColumn column, Batch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var row = batch.Row(i);
            Mix(i, column.IsNull(row) ? null : (uint)column.Codes[row]);
        }
    }

    private void AddOthers(Column column, Batch batch)
    {
        Span<int> bits = stackalloc int[4];
        for (var i = 0; i < batch.Count; i++)
        {
            var row = batch.Row(i);
            if (column.IsNull(row))
            {
                Mix(i, (ulong?)null);
                continue;
            }

            switch (column)
            {
                case TextColumn texts: Mix(i, texts[row]); break;
                case VectorColumn<double> vectors: Mix(i, MemoryMarshal.AsBytes(vectors[row])); break;
                case VectorColumn<float> vectors: Mix(i, MemoryMarshal.AsBytes(vectors[row])); break;
                case ValueColumn<decimal> decimals:
                    decimal.GetBits(decimals[row] / 1.0000000000000000000000000000m, bits);
                    Mix(i, MemoryMarshal.AsBytes(bits));
                    break;
                default: throw new NotSupportedException($"no print of {column.Type}: a bug in the engine");
            }
        }
    }

    private void Mix(int i, ReadOnlySpan<byte> bytes)
    {
        Mix(i, (ulong)bytes.Length + 1);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            Mix(i, MemoryMarshal.Read<ulong>(bytes));
        }

        Span<byte> rest = stackalloc byte[sizeof(ulong)];
        bytes.CopyTo(rest);
        Mix(i, MemoryMarshal.Read<ulong>(rest));
    }

    private void Mix(int i, ulong? value)
    {
        var (low, high) = (_low[i] ^ (value ?? First), _high[i] + BitOperations.RotateLeft(value ?? Second, 32) + (value is null ? 1UL : 2UL));
        low *= Second;
        high *= First;
        _low[i] = low ^ (low >> 29) ^ BitOperations.RotateLeft(high, 17);
        _high[i] = high ^ (high >> 32);
    }
}
