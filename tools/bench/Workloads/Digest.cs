using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using StreamEngine.Data;

namespace StreamEngine.Bench.Workloads;

/// <summary>
/// Consumes result columns: the bits of the values of each column added up (wrapping), the columns mixed at the end. One addition a value, in any order and by lanes, so it costs every contender the same and still shows a
/// single bit that differs. That rows keep their order and values their rows, which it does not see, is for the engine's own tests.
/// </summary>
internal static class Digest
{
    /// <summary>Stands for null.</summary>
    public const ulong Null = 0x7FF8_0000_0000_0001;

    /// <summary>Sum of the bits of values.</summary>
    public static ulong Sum(ReadOnlySpan<double> values)
    {
        var bits = MemoryMarshal.Cast<double, ulong>(values);
        var lanes = Vector256<ulong>.Zero;
        ref var first = ref MemoryMarshal.GetReference(bits);
        var i = 0;
        for (; i <= bits.Length - 4; i += 4)
        {
            lanes += Vector256.LoadUnsafe(ref first, (nuint)i);
        }

        var sum = Vector256.Sum(lanes);
        for (; i < bits.Length; i++)
        {
            sum += bits[i];
        }

        return sum;
    }

    /// <summary>Sum of the bits of the rows of a batch in one column; timestamps and whole numbers count as what they are.</summary>
    public static ulong Sum(Batch batch, Column column)
    {
        if (batch.IsContiguous && !column.HasNulls && column is ValueColumn<double> doubles)
        {
            return batch.Count == 0 ? 0 : Sum(doubles.Values.Slice(batch.Row(0), batch.Count));
        }

        if (!column.HasNulls && column is ValueColumn<double> selected)
        {
            return Sum(batch, MemoryMarshal.Cast<double, long>(selected.Values));
        }

        if (column is ValueColumn<long> whole && !column.HasNulls)
        {
            return Sum(batch, whole.Values);
        }

        if (column is ValueColumn<float> singles && !column.HasNulls)
        {
            return Sum(batch, MemoryMarshal.Cast<float, uint>(singles.Values));
        }

        if (column is SymbolColumn symbols && !column.HasNulls)
        {
            return SymbolBits.Of(symbols.Dictionary).Sum(batch, symbols);
        }

        var sum = 0UL;
        for (var i = 0; i < batch.Count; i++)
        {
            sum += column is VectorColumn<double> vectors && !column.IsNull(batch.Row(i)) ? Sum(vectors[batch.Row(i)]) : At(column, batch.Row(i));
        }

        return sum;
    }

    /// <summary>The bits that stand for a text: its FNV-1a hash over UTF-16 units.</summary>
    public static ulong Text(string text)
    {
        var hash = 14_695_981_039_346_656_037;
        foreach (var unit in text)
        {
            hash = (hash ^ unit) * 1_099_511_628_211;
        }

        return hash;
    }

    /// <summary>The bits of one value.</summary>
    public static ulong At(Column column, int row) => column.IsNull(row) ? Null : column switch
    {
        ValueColumn<double> values => BitConverter.DoubleToUInt64Bits(values[row]),
        ValueColumn<long> values => (ulong)values[row],
        ValueColumn<int> values => (ulong)values[row],
        ValueColumn<byte> values => values[row],
        ValueColumn<float> values => BitConverter.SingleToUInt32Bits(values[row]),
        ValueColumn<bool> values => values[row] ? 1UL : 0,
        SymbolColumn symbols => Text(symbols[row]),
        _ => throw new ArgumentException($"no digest of a {column.Type} column"),
    };

    /// <summary>Sum of values times the number of their row, counted from 1 behind <paramref name="before"/> rows.</summary>
    public static ulong InOrder(Batch batch, ValueColumn<long> column, long before)
    {
        var sum = 0UL;
        for (var i = 0; i < batch.Count; i++)
        {
            sum += (ulong)(column[batch.Row(i)] * (before + i + 1));
        }

        return sum;
    }

    private static ulong Sum(Batch batch, ReadOnlySpan<uint> values)
    {
        var sum = 0UL;
        if (batch.IsContiguous)
        {
            foreach (var value in values.Slice(batch.Row(0), batch.Count))
            {
                sum += value;
            }

            return sum;
        }

        foreach (var row in batch.Selected)
        {
            sum += values[row];
        }

        return sum;
    }

    private static ulong Sum(Batch batch, ReadOnlySpan<long> values)
    {
        var sum = 0UL;
        if (batch.IsContiguous)
        {
            return batch.Count == 0 ? 0 : Sum(MemoryMarshal.Cast<long, double>(values.Slice(batch.Row(0), batch.Count)));
        }

        foreach (var row in batch.Selected)
        {
            sum += (ulong)values[row];
        }

        return sum;
    }

    /// <summary>The sums of several columns as one.</summary>
    public static ulong Mix(params ReadOnlySpan<ulong> sums)
    {
        var mixed = 0UL;
        foreach (var sum in sums)
        {
            mixed = (mixed ^ sum) * 0x9E3779B97F4A7C15;
            mixed ^= mixed >> 29;
        }

        return mixed;
    }
}
