using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace StreamEngine.Models;

/// <inheritdoc cref="CallTensor"/>
internal sealed class CallTensor<T> : CallTensor
    where T : unmanaged, INumber<T>
{
    private const int Alignment = 64; // kernels that go by vectors take the values before the first whole one, one by one, and may round them otherwise

    private readonly T[] _memory;
    private readonly int _start;
    private readonly int _width;
    private readonly int _rows;

    public CallTensor(TensorLayout layout)
        : base(layout)
    {
        _width = layout.Width;
        _rows = (int)layout.Shape[0];
        _memory = GC.AllocateArray<T>(checked((_rows * _width) + (Alignment / Unsafe.SizeOf<T>())), pinned: true);
        _start = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0) & (Alignment - 1)) / Unsafe.SizeOf<T>();
        Value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _memory.AsMemory(_start, _rows * _width), layout.Shape);
    }

    public override OrtValue Value { get; }

    /// <summary>All values, rows one behind the other.</summary>
    public Span<T> Values => _memory.AsSpan(_start, _rows * _width);

    public override void Pad(int rows)
    {
        var last = Values.Slice((rows - 1) * _width, _width);
        for (var row = rows; row < _rows; row++)
        {
            last.CopyTo(Values.Slice(row * _width));
        }
    }

    public override bool IsFinite(int row, int offset) => T.IsFinite(Values[(row * _width) + offset]);

    public override bool AreFinite(int rows, int offset)
    {
        var values = Values;
        var all = true;
        for (int row = 0, at = offset; row < rows; row++, at += _width)
        {
            all &= T.IsFinite(values[at]);
        }

        return all;
    }

    public override string Text(int row, int offset) => T.IsNaN(At(row, offset)) ? "NaN" : T.IsInfinity(At(row, offset)) ? "infinity" : At(row, offset).ToString(null, CultureInfo.InvariantCulture);

    public override void Draw(WarmUpValues values)
    {
        for (var i = 0; i < Values.Length; i++)
        {
            // whole numbers are often places in a table of the model: 0 is in all of them
            Values[i] = Layout.Kind is ElementKind.Int32 or ElementKind.Int64 ? T.Zero : T.CreateSaturating(values.Next());
        }
    }

    public override byte[] Copy() => MemoryMarshal.AsBytes(Values).ToArray();

    public override bool AreSame(byte[] copy, int row, byte[] other, int otherRow)
    {
        var one = MemoryMarshal.Cast<byte, T>(copy).Slice(row * _width, _width);
        var two = MemoryMarshal.Cast<byte, T>(other).Slice(otherRow * _width, _width);
        for (var i = 0; i < _width; i++)
        {
            if (!(T.IsNaN(one[i]) && T.IsNaN(two[i])) && !MemoryMarshal.AsBytes(one.Slice(i, 1)).SequenceEqual(MemoryMarshal.AsBytes(two.Slice(i, 1))))
            {
                return false;
            }
        }

        return true;
    }

    public override void Place(byte[] copy, Func<int, int> source)
    {
        var from = MemoryMarshal.Cast<byte, T>(copy);
        for (var row = 0; row < _rows; row++)
        {
            from.Slice(source(row) * _width, _width).CopyTo(Values.Slice(row * _width));
        }
    }

    private T At(int row, int offset) => Values[(row * _width) + offset];
}
