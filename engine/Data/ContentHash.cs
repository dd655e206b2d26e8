using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace StreamEngine.Data;

/// <summary>SHA-256 of what rows say: the same for any batch cuts, selections, dictionary codes and file framing.</summary>
/// <remarks>
/// What is hashed, integers little-endian: the number of columns (int32) and for each its name and its type as pipeline files write it; then for each row, in order, and
/// each column one byte 0 for null, or one byte 1 and the value: bool one byte; int32, int64, timestamp, duration, float32, float64 their bytes (so −0.0 is not 0.0);
/// decimal without trailing zeros as 12 bytes of digits, one byte of decimal places, one byte 1 when negative; vector its elements. Names, types and the texts of string,
/// json, symbol and enum are a length in bytes (int32) and UTF-8. Nullability, units, the canonical name and stream times are left out.
/// </remarks>
public sealed class ContentHash : IDisposable
{
    private const int RowsAtOnce = 256;

    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Schema _schema;
    private readonly byte[][][] _names;
    private readonly int[] _rows = new int[RowsAtOnce];
    private readonly int[] _ends = new int[RowsAtOnce];
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(64 * 1024);

    /// <summary>The hash of no rows.</summary>
    public ContentHash(Schema schema)
    {
        _schema = schema;
        _names = [.. schema.Fields.Select(f => f.Type.Names.Select(Encoding.UTF8.GetBytes).ToArray())];
        HashInt(schema.Fields.Count);
        foreach (var field in schema.Fields)
        {
            HashText(field.Name);
            HashText(field.Type.Text);
        }
    }

    /// <summary>Rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds the rows of a batch.</summary>
    /// <exception cref="ArgumentException">Its columns are others.</exception>
    public void Add(Batch batch)
    {
        if (!ReferenceEquals(batch.Schema, _schema)
            && !batch.Schema.Fields.Select(f => (f.Name, f.Type)).SequenceEqual(_schema.Fields.Select(f => (f.Name, f.Type))))
        {
            throw new ArgumentException($"rows of {batch.Schema} do not fit {_schema}", nameof(batch));
        }

        for (var start = 0; start < batch.Count; start += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, batch.Count - start);
            for (var i = 0; i < count; i++)
            {
                _rows[i] = batch.Row(start + i);
            }

            AddRows(batch, _rows.AsSpan(0, count));
        }

        Rows += batch.Count;
    }

    /// <summary>The hash of the rows so far, lower case.</summary>
    public string Hex() => Convert.ToHexStringLower(_sha.GetCurrentHash());

    /// <inheritdoc/>
    public void Dispose()
    {
        _sha.Dispose();
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    /// <summary>Rows are laid out behind one another, then filled column by column: <c>_ends</c> says where the next value of each row goes.</summary>
    private void AddRows(Batch batch, ReadOnlySpan<int> rows)
    {
        var ends = _ends.AsSpan(0, rows.Length);
        ends.Clear();
        for (var c = 0; c < _schema.Fields.Count; c++)
        {
            Measure(batch.Column(c), rows, ends, _names[c]);
        }

        var total = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            var size = ends[i];
            ends[i] = total;
            total = checked(total + size);
        }

        if (total > _bytes.Length)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = ArrayPool<byte>.Shared.Rent(total);
        }

        for (var c = 0; c < _schema.Fields.Count; c++)
        {
            Fill(batch.Column(c), rows, ends, _names[c]);
        }

        _sha.AppendData(_bytes.AsSpan(0, total));
    }

    private static void Measure(Column column, ReadOnlySpan<int> rows, Span<int> sizes, byte[][] names)
    {
        var width = column.Type.Kind switch
        {
            TypeKind.Bool => 1,
            TypeKind.Int32 or TypeKind.Float32 => 4,
            TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration or TypeKind.Float64 => 8,
            TypeKind.Decimal => 14,
            TypeKind.Vector => column.Type.Length * (column.Type.Element == TypeKind.Float32 ? 4 : 8),
            _ => 4,
        };
        for (var i = 0; i < rows.Length; i++)
        {
            sizes[i] += column.IsNull(rows[i]) ? 1 : 1 + width + TextLength(column, rows[i], names);
        }
    }

    private static int TextLength(Column column, int row, byte[][] names) => column switch
    {
        TextColumn texts => texts[row].Length,
        SymbolColumn symbols => Encoding.UTF8.GetByteCount(symbols[row]),
        ValueColumn<byte> codes => names[codes[row]].Length,
        _ => 0,
    };

    private void Fill(Column column, ReadOnlySpan<int> rows, Span<int> ends, byte[][] names)
    {
        switch (column)
        {
            case ValueColumn<bool> values:
                Values(values, rows, ends);
                break;
            case ValueColumn<int> values:
                Values(values, rows, ends);
                break;
            case ValueColumn<long> values:
                Values(values, rows, ends);
                break;
            case ValueColumn<float> values:
                Values(values, rows, ends);
                break;
            case ValueColumn<double> values:
                Values(values, rows, ends);
                break;
            default:
                Others(column, rows, ends, names);
                break;
        }
    }

    private void Values<T>(ValueColumn<T> column, ReadOnlySpan<int> rows, Span<int> ends) where T : unmanaged
    {
        var values = column.Values;
        for (var i = 0; i < rows.Length; i++)
        {
            if (Tag(column, rows[i], ref ends[i]))
            {
                Unsafe.WriteUnaligned(ref _bytes[ends[i]], values[rows[i]]);
                ends[i] += Unsafe.SizeOf<T>();
            }
        }
    }

    private void Others(Column column, ReadOnlySpan<int> rows, Span<int> ends, byte[][] names)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (!Tag(column, rows[i], ref ends[i]))
            {
                continue;
            }

            var target = _bytes.AsSpan(ends[i]);
            ends[i] += column switch
            {
                TextColumn texts => Text(texts[rows[i]], target),
                SymbolColumn symbols => Text(symbols[rows[i]], target),
                ValueColumn<byte> codes => Text(names[codes[rows[i]]], target),
                ValueColumn<decimal> decimals => Decimal(decimals[rows[i]], target),
                VectorColumn<float> vectors => Bytes(MemoryMarshal.AsBytes(vectors[rows[i]]), target),
                VectorColumn<double> vectors => Bytes(MemoryMarshal.AsBytes(vectors[rows[i]]), target),
                _ => throw new ArgumentOutOfRangeException(nameof(column), column.Type.Text, "no content hash: a bug in the engine"),
            };
        }
    }

    private bool Tag(Column column, int row, ref int end)
    {
        var valid = !column.IsNull(row);
        _bytes[end++] = valid ? (byte)1 : (byte)0;
        return valid;
    }

    private static int Text(ReadOnlySpan<byte> utf8, Span<byte> target)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, utf8.Length);
        return 4 + Bytes(utf8, target[4..]);
    }

    private static int Text(string text, Span<byte> target)
    {
        var length = Encoding.UTF8.GetBytes(text, target[4..]);
        BinaryPrimitives.WriteInt32LittleEndian(target, length);
        return 4 + length;
    }

    private static int Bytes(ReadOnlySpan<byte> bytes, Span<byte> target)
    {
        bytes.CopyTo(target);
        return bytes.Length;
    }

    private static int Decimal(decimal value, Span<byte> target)
    {
        // dividing by one with all 28 places takes trailing zeros away
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value == 0 ? 0 : value / 1.0000000000000000000000000000m, bits);
        MemoryMarshal.AsBytes(bits[..3]).CopyTo(target);
        target[12] = (byte)(bits[3] >> 16);
        target[13] = bits[3] < 0 ? (byte)1 : (byte)0;
        return 14;
    }

    private void HashInt(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        _sha.AppendData(bytes);
    }

    private void HashText(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        HashInt(utf8.Length);
        _sha.AppendData(utf8);
    }
}
