using System.Buffers.Binary;
using System.Runtime.InteropServices;
using StreamEngine.Arrow.FlatBuffers;
using StreamEngine.Data;

namespace StreamEngine.Arrow.Writing;

/// <summary>Writes encapsulated messages and the frame of a file, counting bytes instead of asking the stream.</summary>
/// <param name="output">Where the bytes go.</param>
/// <param name="packer">Compresses record batches; null leaves them as they are.</param>
internal sealed class MessageWriter(Stream output, BodyPacker? packer)
{
    private const int BufferSize = 64 * 1024;

    private readonly BufferedStream _output = new(output, BufferSize);
    private readonly FlatBuilder _builder = new();
    private readonly List<long> _dictionaries = [];
    private readonly List<long> _recordBatches = [];
    private long _position;

    /// <summary>Bytes written so far.</summary>
    public long Position => _position;

    /// <summary>Writes what stands before the first message of a file.</summary>
    public void FileHeader()
    {
        Put(Framing.Magic);
        Pad(Framing.FileHeaderLength);
    }

    /// <summary>Writes the schema message.</summary>
    public void Schema(string? name, IReadOnlyList<Field> fields, bool stamps)
    {
        _builder.Clear();
        Message(MessageKind.Schema, SchemaTables.Schema(_builder, name, fields, stamps), null);
    }

    /// <summary>Writes a dictionary batch.</summary>
    public void Dictionary(long id, bool delta, Body body, int count)
    {
        _builder.Clear();
        var data = RecordBatchTable(body, count, isPacked: false);
        _builder.StartTable(3);
        _builder.Long(0, id);
        _builder.Reference(1, data);
        _builder.Bool(2, delta);
        AddBlock(_dictionaries, Message(MessageKind.DictionaryBatch, _builder.EndTable(), body));
    }

    /// <summary>Writes a record batch.</summary>
    public void RecordBatch(Body body, int rows)
    {
        _builder.Clear();
        var stored = packer?.Pack(body) ?? body;
        AddBlock(_recordBatches, Message(MessageKind.RecordBatch, RecordBatchTable(stored, rows, isPacked: packer is not null), stored));
    }

    /// <summary>Writes the end-of-stream marker.</summary>
    public void EndOfStream() => Put(Framing.EndOfStream);

    /// <summary>Writes footer and trailer of a file.</summary>
    /// <param name="name">Name of the schema.</param>
    /// <param name="fields">The columns.</param>
    /// <param name="stamps">Whether the last of them is that of stream times.</param>
    /// <param name="index">Where rows stand; null for none.</param>
    public void Footer(string? name, IReadOnlyList<Field> fields, bool stamps, BatchIndex? index = null)
    {
        _builder.Clear();
        var schema = SchemaTables.Schema(_builder, name, fields, stamps);
        var dictionaries = Blocks(_dictionaries);
        var recordBatches = Blocks(_recordBatches);
        var metadata = index is null ? 0 : _builder.Tables([SchemaTables.KeyValue(_builder, MetadataKeys.Index, index.Text())]);
        _builder.StartTable(5);
        _builder.Reference(1, schema);
        _builder.Reference(2, dictionaries);
        _builder.Reference(3, recordBatches);
        if (metadata != 0)
        {
            _builder.Reference(4, metadata);
        }

        _builder.Short(0, Framing.Version);
        var footer = _builder.Finish(_builder.EndTable());
        Put(footer);
        PutInt(footer.Length);
        Put(Framing.Magic);
    }

    /// <summary>Hands everything to the stream.</summary>
    public void Flush() => _output.Flush();

    private int RecordBatchTable(Body body, int rows, bool isPacked)
    {
        var compression = isPacked ? Lz4Table() : 0;
        var buffers = _builder.Structs(body.Buffers, body.Buffers.Length / 2);
        var nodes = _builder.Structs(body.Nodes, body.Nodes.Length / 2);
        _builder.StartTable(4);
        _builder.Long(0, rows);
        _builder.Reference(1, nodes);
        _builder.Reference(2, buffers);
        if (isPacked)
        {
            _builder.Reference(3, compression);
        }

        return _builder.EndTable();
    }

    /// <summary>A BodyCompression table: codec LZ4_FRAME, method BUFFER.</summary>
    private int Lz4Table()
    {
        _builder.StartTable(2);
        _builder.Byte(0, 0);
        _builder.Byte(1, 0);
        return _builder.EndTable();
    }

    private Block Message(MessageKind kind, int header, Body? body)
    {
        var start = _position;
        _builder.StartTable(4);
        _builder.Long(3, body?.Length ?? 0);
        _builder.Reference(2, header);
        _builder.Short(0, Framing.Version);
        _builder.Byte(1, (byte)kind);
        var metadata = _builder.Finish(_builder.EndTable());
        Put(Framing.Continuation);
        PutInt(metadata.Length);
        Put(metadata);
        foreach (var part in body is null ? [] : body.Parts)
        {
            Put(part.Span);
            Pad(8);
        }

        return new Block(start, Framing.PrefixLength + metadata.Length, body?.Length ?? 0);
    }

    private int Blocks(List<long> blocks) => _builder.Structs(CollectionsMarshal.AsSpan(blocks), blocks.Count / 3);

    private static void AddBlock(List<long> blocks, Block block)
    {
        blocks.Add(block.Offset);
        blocks.Add(block.MetadataLength);
        blocks.Add(block.BodyLength);
    }

    private void PutInt(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        Put(bytes);
    }

    private void Pad(int to) => Put(stackalloc byte[(int)(-_position & to - 1)]);

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        _position += bytes.Length;
    }
}
