using System.Runtime.InteropServices;

namespace StreamEngine.Arrow.Writing;

/// <summary>Layout of the body of one record batch: field nodes and buffers in the order of the schema, each buffer padded to whole eight bytes.</summary>
internal sealed class Body
{
    private readonly List<long> _nodes = [];
    private readonly List<long> _buffers = [];
    private readonly List<ReadOnlyMemory<byte>> _parts = [];
    private readonly HashSet<int> _bitmaps = [];

    /// <summary>Bytes, padding included.</summary>
    public long Length { get; private set; }

    /// <summary>Length and null count of each node.</summary>
    public ReadOnlySpan<long> Nodes => CollectionsMarshal.AsSpan(_nodes);

    /// <summary>Offset and length of each buffer.</summary>
    public ReadOnlySpan<long> Buffers => CollectionsMarshal.AsSpan(_buffers);

    /// <summary>The buffers without padding.</summary>
    public ReadOnlySpan<ReadOnlyMemory<byte>> Parts => CollectionsMarshal.AsSpan(_parts);

    /// <summary>Starts over.</summary>
    public void Clear()
    {
        _nodes.Clear();
        _buffers.Clear();
        _parts.Clear();
        _bitmaps.Clear();
        Length = 0;
    }

    /// <summary>Adds a node.</summary>
    public void Node(long rows, long nulls)
    {
        _nodes.Add(rows);
        _nodes.Add(nulls);
    }

    /// <summary>Adds a bitmap.</summary>
    public void Bits(ReadOnlyMemory<byte> bytes)
    {
        _bitmaps.Add(_parts.Count);
        Buffer(bytes);
    }

    /// <summary>Whether a buffer is a bitmap.</summary>
    public bool IsBitmap(int buffer) => _bitmaps.Contains(buffer);

    /// <summary>Adds a buffer.</summary>
    public void Buffer(ReadOnlyMemory<byte> bytes)
    {
        _buffers.Add(Length);
        _buffers.Add(bytes.Length);
        _parts.Add(bytes);
        Length += Framing.Padded(bytes.Length);
    }
}
