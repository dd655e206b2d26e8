using System.Globalization;
using System.Text;
using StreamEngine.Arrow.FlatBuffers;
using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>Reads a Schema table of Arrow's Schema.fbs.</summary>
internal ref struct SchemaReader
{
    private const int MaxFields = 65_536;
    private const int MaxText = 65_536;

    private readonly SymbolTables _symbols;
    private int _textLeft;

    private SchemaReader(SymbolTables symbols, int textLimit)
    {
        _symbols = symbols;
        _textLeft = textLimit;
    }

    /// <summary>The schema that a stream's first message holds.</summary>
    /// <exception cref="ArrowFormatException">It is no schema, damaged, or holds a type that is not supported.</exception>
    public static ArrowSchema Read(ArrowInput input, MessageReader messages, SymbolTables symbols)
    {
        if (messages.Kind != MessageKind.Schema)
        {
            throw input.Damaged(messages.MetadataOffset, "the first message is no schema");
        }

        try
        {
            return Read(messages.Header, messages.MetadataLength, symbols);
        }
        catch (FlatFormatException e)
        {
            throw input.Damaged(messages.MetadataOffset + e.Position, e.Message);
        }
    }

    /// <summary>The schema in a table of metadata that is <paramref name="metadataLength"/> bytes long.</summary>
    /// <exception cref="FlatFormatException">It is damaged or holds a type that is not supported.</exception>
    public static ArrowSchema Read(FlatTable schema, int metadataLength, SymbolTables symbols)
    {
        var reader = new SchemaReader(symbols, 2 * metadataLength);
        if (schema.Short(0) != 0)
        {
            throw new FlatFormatException(schema.Position, "big-endian data is not supported");
        }

        var vector = schema.Vector(1, sizeof(int));
        if (vector.Count > MaxFields)
        {
            throw new FlatFormatException(vector.Position, string.Create(CultureInfo.InvariantCulture, $"{vector.Count} fields; at most {MaxFields} are read"));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var fields = new List<ArrowField>();
        for (var i = 0; i < vector.Count; i++)
        {
            var table = vector.Table(i);
            var field = reader.Field(table, i == vector.Count - 1);
            if (!field.IsStamps && !names.Add(field.Field.Name))
            {
                throw new FlatFormatException(table.Position, $"two fields are called '{field.Field.Name}'");
            }

            fields.Add(field);
        }

        return new ArrowSchema(reader.Metadata(schema.Vector(2, sizeof(int)), MetadataKeys.Schema), fields);
    }

    private ArrowField Field(FlatTable table, bool isLast)
    {
        var name = Text(table.Vector(0, 1));
        var metadata = table.Vector(6, sizeof(int));
        var declared = Declared(table, name, Metadata(metadata, MetadataKeys.Type));
        var isStamps = isLast && Metadata(metadata, MetadataKeys.Role) == MetadataKeys.StampRole;
        var arrow = new TypeReader(table, name);
        var type = arrow.Type(declared);
        var field = new Field(name, type, table.Bool(1) || arrow.Id == ArrowTypeId.Null, Metadata(metadata, MetadataKeys.Unit));
        return !isStamps || type.Kind == TypeKind.Timestamp && !field.Nullable
            ? new ArrowField(field, arrow.Decoder(field, _symbols), isStamps)
            : throw new FlatFormatException(table.Position, $"field '{name}': stream times must be timestamps that are not nullable");
    }

    private static ColumnType? Declared(FlatTable table, string name, string? text)
    {
        if (text is null)
        {
            return null;
        }

        return ColumnType.TryParse(text, out var type)
            ? type
            : throw new FlatFormatException(table.Position, $"field '{name}': '{text}' in its metadata is no column type");
    }

    private string? Metadata(FlatVector pairs, string key)
    {
        Span<byte> wanted = stackalloc byte[64];
        wanted = wanted[..Encoding.UTF8.GetBytes(key, wanted)];
        for (var i = 0; i < pairs.Count; i++)
        {
            var pair = pairs.Table(i);
            if (pair.Vector(0, 1) is var found && found.Count > 0 && found.Bytes.SequenceEqual(wanted))
            {
                return Text(pair.Vector(1, 1));
            }
        }

        return null;
    }

    /// <summary>A string; all of them together may not be longer than the metadata makes plausible, since several places can refer to one.</summary>
    private string Text(FlatVector bytes)
    {
        if (bytes.Count == 0)
        {
            return "";
        }

        _textLeft -= bytes.Count;
        return bytes.Count <= MaxText && _textLeft >= 0
            ? Encoding.UTF8.GetString(bytes.Bytes)
            : throw new FlatFormatException(bytes.Position, "the texts of the schema are longer than its metadata");
    }
}
