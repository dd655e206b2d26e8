using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using StreamEngine.Arrow.FlatBuffers;
using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>What the footer of a file says.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Dictionaries">Where the dictionary batches stand.</param>
/// <param name="RecordBatches">Where the record batches stand.</param>
/// <param name="Index">Where rows stand; null when the file does not keep it.</param>
internal sealed record Footer(ArrowSchema Schema, IReadOnlyList<Block> Dictionaries, IReadOnlyList<Block> RecordBatches, BatchIndex? Index)
{
    /// <summary>Reads the footer of an input that can seek.</summary>
    /// <exception cref="ArrowFormatException">The file is cut off or the footer damaged.</exception>
    public static Footer Read(ArrowInput input, SymbolTables symbols)
    {
        if (input.Length < Framing.FileHeaderLength + Framing.FileTrailerLength)
        {
            throw input.Damaged(input.Length, "cut off: the file ends before its footer");
        }

        var trailer = input.Length - Framing.FileTrailerLength;
        input.Seek(trailer);
        var length = input.ReadInt("the length of the footer");
        Span<byte> magic = stackalloc byte[Framing.Magic.Length];
        input.Read(magic, "the magic word at the end");
        if (!magic.SequenceEqual(Framing.Magic))
        {
            throw input.Damaged(trailer, "cut off: the file does not end with ARROW1");
        }

        if (length <= 0 || length > trailer - Framing.FileHeaderLength)
        {
            throw input.Damaged(trailer, string.Create(CultureInfo.InvariantCulture, $"a footer of {length} bytes in a file of {input.Length}"));
        }

        var start = trailer - length;
        input.Seek(start);
        byte[] bytes = [];
        input.Read(ref bytes, length, "the footer");
        try
        {
            var footer = FlatTable.Root(bytes);
            var recordBatches = Blocks(footer.Vector(3, Block.Size), start);
            return new Footer(
                SchemaReader.Read(footer.Table(1, "the schema"), length, symbols),
                Blocks(footer.Vector(2, Block.Size), start),
                recordBatches,
                IndexOf(footer.Vector(4, sizeof(int)), recordBatches.Length));
        }
        catch (FlatFormatException e)
        {
            throw input.Damaged(start + e.Position, e.Message);
        }
    }

    /// <summary>What decodes the record batches, with all dictionaries read.</summary>
    /// <exception cref="ArrowFormatException">A dictionary is damaged.</exception>
    public BatchDecoder Decoder(ArrowInput input, MessageReader messages, BufferPool pool)
    {
        var decoder = new BatchDecoder(input, messages, pool, Schema);
        foreach (var block in Dictionaries)
        {
            messages.At(block, MessageKind.DictionaryBatch);
            decoder.LoadDictionary(mayReplace: false);
        }

        return decoder;
    }

    private static BatchIndex? IndexOf(FlatVector pairs, int batches)
    {
        var wanted = Encoding.UTF8.GetBytes(MetadataKeys.Index);
        for (var i = 0; i < pairs.Count; i++)
        {
            var pair = pairs.Table(i);
            var text = pair.Vector(1, 1);
            if (pair.Vector(0, 1) is var key && key.Count > 0 && key.Bytes.SequenceEqual(wanted))
            {
                return BatchIndex.TryRead(text.Count == 0 ? default : text.Bytes, batches)
                    ?? throw new FlatFormatException(pair.Position, string.Create(CultureInfo.InvariantCulture, $"the index does not fit the {batches} record batches of the file"));
            }
        }

        return null;
    }

    private static Block[] Blocks(FlatVector vector, long footer)
    {
        var blocks = new Block[vector.Count];
        var end = (long)Framing.FileHeaderLength;
        for (var i = 0; i < blocks.Length; i++)
        {
            var bytes = vector.Bytes[(i * Block.Size)..];
            var block = new Block(
                BinaryPrimitives.ReadInt64LittleEndian(bytes),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]));
            if (block.Offset < end || block.MetadataLength < 0 || block.BodyLength < 0
                || block.Offset > footer || block.BodyLength > footer - block.Offset || block.MetadataLength > footer - block.Offset - block.BodyLength)
            {
                throw new FlatFormatException(vector.Position + i * Block.Size, string.Create(CultureInfo.InvariantCulture,
                    $"the footer places a message at {block.Offset} of {block.MetadataLength} + {block.BodyLength} bytes, outside the file or over another"));
            }

            blocks[i] = block;
            end = block.Offset + block.MetadataLength + block.BodyLength;
        }

        return blocks;
    }
}
