using StreamEngine.Arrow.FlatBuffers;
using StreamEngine.Data;

namespace StreamEngine.Arrow.Writing;

/// <summary>The tables of Arrow's Schema.fbs for our schemas.</summary>
internal static class SchemaTables
{
    private const int Nanosecond = 3;

    /// <summary>Adds a Schema table and gives its position.</summary>
    public static int Schema(FlatBuilder builder, string? name, IReadOnlyList<Field> fields, bool stamps)
    {
        var tables = new int[fields.Count];
        var dictionaries = 0L;
        for (var i = 0; i < tables.Length; i++)
        {
            var isDictionary = fields[i].Type.Kind is TypeKind.Symbol or TypeKind.Enum;
            tables[i] = Field(builder, fields[i], isDictionary ? dictionaries++ : -1, stamps && i == tables.Length - 1);
        }

        var vector = builder.Tables(tables);
        var metadata = name is null ? 0 : builder.Tables([KeyValue(builder, MetadataKeys.Schema, name)]);
        builder.StartTable(4);
        builder.Reference(1, vector);
        if (metadata != 0)
        {
            builder.Reference(2, metadata);
        }

        return builder.EndTable();
    }

    private static int Field(FlatBuilder builder, Field field, long dictionary, bool isStamps)
    {
        var name = builder.String(field.Name);
        var type = Type(builder, field.Type, out var typeId);
        var children = builder.Tables(field.Type.Kind == TypeKind.Vector ? [Child(builder, field.Type)] : []);
        var encoding = dictionary < 0 ? 0 : Encoding(builder, field, dictionary);
        Span<int> pairs = stackalloc int[3];
        var count = 0;
        pairs[count++] = KeyValue(builder, MetadataKeys.Type, field.Type.Text);
        if (field.Unit is not null)
        {
            pairs[count++] = KeyValue(builder, MetadataKeys.Unit, field.Unit);
        }

        if (isStamps)
        {
            pairs[count++] = KeyValue(builder, MetadataKeys.Role, MetadataKeys.StampRole);
        }

        var metadata = builder.Tables(pairs[..count]);
        builder.StartTable(7);
        builder.Reference(0, name);
        builder.Reference(3, type);
        if (encoding != 0)
        {
            builder.Reference(4, encoding);
        }

        builder.Reference(5, children);
        builder.Reference(6, metadata);
        builder.Bool(1, field.Nullable);
        builder.Byte(2, (byte)typeId);
        return builder.EndTable();
    }

    private static int Type(FlatBuilder builder, ColumnType type, out ArrowTypeId id)
    {
        switch (type.Kind)
        {
            case TypeKind.Bool:
                id = ArrowTypeId.Bool;
                builder.StartTable(0);
                break;
            case TypeKind.Int32 or TypeKind.Int64:
                id = ArrowTypeId.Int;
                builder.StartTable(2);
                builder.Int(0, type.Kind == TypeKind.Int32 ? 32 : 64);
                builder.Bool(1, true);
                break;
            case TypeKind.Float32 or TypeKind.Float64:
                id = ArrowTypeId.FloatingPoint;
                return Float(builder, type.Kind);
            case TypeKind.Decimal:
                id = ArrowTypeId.Decimal;
                builder.StartTable(3);
                builder.Int(0, Decimal128.Precision);
                builder.Int(1, Decimal128.Scale);
                builder.Int(2, 128);
                break;
            case TypeKind.Timestamp:
                id = ArrowTypeId.Timestamp;
                var zone = builder.String("UTC");
                builder.StartTable(2);
                builder.Reference(1, zone);
                builder.Short(0, Nanosecond);
                break;
            case TypeKind.Duration:
                id = ArrowTypeId.Duration;
                builder.StartTable(1);
                builder.Short(0, Nanosecond);
                break;
            case TypeKind.Vector:
                id = ArrowTypeId.FixedSizeList;
                builder.StartTable(1);
                builder.Int(0, type.Length);
                break;
            case TypeKind.String or TypeKind.Json or TypeKind.Symbol or TypeKind.Enum:
                id = ArrowTypeId.Utf8;
                builder.StartTable(0);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type.Text, "no Arrow type: a bug in the engine");
        }

        return builder.EndTable();
    }

    private static int Float(FlatBuilder builder, TypeKind kind)
    {
        builder.StartTable(1);
        builder.Short(0, kind == TypeKind.Float32 ? (short)1 : (short)2);
        return builder.EndTable();
    }

    private static int Child(FlatBuilder builder, ColumnType type)
    {
        var name = builder.String("item");
        var element = Float(builder, type.Element);
        var children = builder.Tables([]);
        builder.StartTable(7);
        builder.Reference(0, name);
        builder.Reference(3, element);
        builder.Reference(5, children);
        builder.Byte(2, (byte)ArrowTypeId.FloatingPoint);
        return builder.EndTable();
    }

    private static int Encoding(FlatBuilder builder, Field field, long dictionary)
    {
        var wide = field.Type.Kind == TypeKind.Symbol || field.Type.Names.Count > sbyte.MaxValue + 1;
        builder.StartTable(2);
        builder.Int(0, wide ? 32 : 8);
        builder.Bool(1, true);
        var index = builder.EndTable();
        builder.StartTable(4);
        builder.Long(0, dictionary);
        builder.Reference(1, index);
        return builder.EndTable();
    }

    /// <summary>Adds a KeyValue table and gives its position.</summary>
    public static int KeyValue(FlatBuilder builder, string key, string value)
    {
        var keyText = builder.String(key);
        var valueText = builder.String(value);
        builder.StartTable(2);
        builder.Reference(0, keyText);
        builder.Reference(1, valueText);
        return builder.EndTable();
    }
}
