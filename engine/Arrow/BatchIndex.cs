using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace StreamEngine.Arrow;

/// <summary>
/// Where the rows of a file stand: of each record batch the number of the row behind it, and the newest stream time in it. Kept in the footer under <see cref="MetadataKeys.Index"/> as pairs of int64,
/// little-endian, in base64.
/// </summary>
internal sealed class BatchIndex
{
    private readonly List<long> _pairs = [];

    /// <summary>Record batches.</summary>
    public int Count => _pairs.Count / 2;

    /// <summary>Adds a record batch.</summary>
    public void Add(int rows, long lastAt)
    {
        _pairs.Add((Count == 0 ? 0 : End(Count - 1)) + rows);
        _pairs.Add(lastAt);
    }

    /// <summary>Number of the row behind a record batch.</summary>
    public long End(int batch) => _pairs[2 * batch];

    /// <summary>Newest stream time in a record batch.</summary>
    public long LastAt(int batch) => _pairs[(2 * batch) + 1];

    /// <summary>As the footer keeps it.</summary>
    public string Text() => Convert.ToBase64String(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_pairs)));

    /// <summary>Reads what a footer keeps; null when it does not fit a file of so many record batches.</summary>
    public static BatchIndex? TryRead(ReadOnlySpan<byte> text, int batches)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (Base64.DecodeFromUtf8(text, bytes, out _, out var length) != System.Buffers.OperationStatus.Done || length != batches * 2L * sizeof(long))
        {
            return null;
        }

        var index = new BatchIndex();
        foreach (var value in MemoryMarshal.Cast<byte, long>(bytes.AsSpan(0, length)))
        {
            var place = index._pairs.Count;
            var least = place >= 2 ? index._pairs[place - 2] : place == 0 ? 0 : long.MinValue;
            if (value < least)
            {
                return null;
            }

            index._pairs.Add(value);
        }

        return index;
    }
}
