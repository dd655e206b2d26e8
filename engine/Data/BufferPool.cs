using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StreamEngine.Data;

/// <summary>
/// Arrays that columns borrow and give back. Lengths are powers of two; what is kept is limited in number, so a burst does not stay in memory.
/// With <paramref name="overwrite"/> every array is filled with 0xCD on return, so that whoever kept a lent batch reads nonsense (used by tests).
/// </summary>
/// <remarks>Thread-safe. One pool a run.</remarks>
public sealed class BufferPool(bool overwrite = false)
{
    private const int MinLog = 4;
    private const int MaxLog = 22;
    private const int LeastKept = 64;
    private const int MostKept = 1024;
    private const long KeptBytes = 4L << 20; // of one type and length: what some batches under way use, several columns each

    private static int _types;

    private readonly Lock _lock = new();
    private object[]?[] _shelves = [];
    private long _rented;

    /// <summary>Arrays that are out.</summary>
    public long Rented => Interlocked.Read(ref _rented);

    /// <summary>An array of at least <paramref name="length"/> values, contents undefined.</summary>
    public T[] Rent<T>(int length) where T : unmanaged
    {
        Interlocked.Increment(ref _rented);
        var log = Math.Max(MinLog, BitOperations.Log2((uint)Math.Max(1, length - 1)) + 1);
        if (log > MaxLog)
        {
            return new T[length];
        }

        var shelf = Shelf<T>(log);
        lock (shelf)
        {
            if (shelf.TryPop(out var array))
            {
                return array;
            }
        }

        return new T[1 << log];
    }

    /// <summary>Gives an array back; nobody may use it afterwards.</summary>
    public void Return<T>(T[] array) where T : unmanaged
    {
        Interlocked.Decrement(ref _rented);
        if (overwrite)
        {
            MemoryMarshal.AsBytes(array.AsSpan()).Fill(0xCD);
        }

        var log = BitOperations.Log2((uint)array.Length);
        if (log is < MinLog or > MaxLog || array.Length != 1 << log)
        {
            return;
        }

        var shelf = Shelf<T>(log);
        lock (shelf)
        {
            if (shelf.Count < Math.Clamp(KeptBytes / ((long)array.Length * Unsafe.SizeOf<T>()), LeastKept, MostKept))
            {
                shelf.Push(array);
            }
        }
    }

    private Stack<T[]> Shelf<T>(int log) where T : unmanaged
    {
        var all = Volatile.Read(ref _shelves);
        var type = Shelves<T>.Type;
        return (Stack<T[]>)(type < all.Length && all[type] is { } shelves ? shelves : Add<T>(type))[log];
    }

    private object[] Add<T>(int type) where T : unmanaged
    {
        lock (_lock)
        {
            if (type >= _shelves.Length)
            {
                var more = new object[]?[type + 1];
                _shelves.CopyTo(more, 0);
                Volatile.Write(ref _shelves, more);
            }

            return _shelves[type] ??= Shelves<T>.Make();
        }
    }

    private static class Shelves<T> where T : unmanaged
    {
        /// <summary>Where a pool keeps the shelves of the type.</summary>
        public static readonly int Type = Interlocked.Increment(ref _types) - 1;

        public static object[] Make()
        {
            var shelves = new object[MaxLog + 1];
            for (var i = 0; i < shelves.Length; i++)
            {
                shelves[i] = new Stack<T[]>();
            }

            return shelves;
        }
    }
}
