using System.Globalization;
using StreamEngine.Arrow.FlatBuffers;
using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>Finds the column type and the decoder for the Arrow type of a field.</summary>
internal readonly ref struct TypeReader
{
    private const int Int128Bits = 128;

    private readonly FlatTable _field;
    private readonly FlatTable _type;
    private readonly string _name;

    /// <summary>The type of a Field table.</summary>
    public TypeReader(FlatTable field, string name)
    {
        _field = field;
        _name = name;
        Id = (ArrowTypeId)field.Byte(2);
        _type = field.Table(3, $"the type of field '{name}'");
    }

    /// <summary>Which Arrow type.</summary>
    public ArrowTypeId Id { get; }

    private bool IsDictionary => _field.Has(4);

    /// <summary>The column type: what the metadata declares where it fits the Arrow type, else what the Arrow type stands for.</summary>
    public ColumnType Type(ColumnType? declared)
    {
        var natural = Natural();
        if (declared is null || declared.Equals(natural))
        {
            return natural;
        }

        var fits = (natural.Kind, declared.Kind) is (TypeKind.String, TypeKind.Json) or (TypeKind.Symbol, TypeKind.Enum);
        return fits ? declared : throw Refused($"its metadata says {declared} but its Arrow type holds {natural}");
    }

    /// <summary>The decoder for a column of this field.</summary>
    public ColumnDecoder Decoder(Field field, SymbolTables symbols)
    {
        if (IsDictionary)
        {
            var encoding = _field.Table(4, "the dictionary encoding");
            var index = encoding.Has(1) ? encoding.Table(1, "the index type") : default;
            var width = encoding.Has(1) ? index.Int(0) : 32;
            var isSigned = !encoding.Has(1) || index.Bool(1);
            if (width is not (8 or 16 or 32 or 64))
            {
                throw Refused(string.Create(CultureInfo.InvariantCulture, $"dictionary indices of {width} bits are not supported"));
            }

            var id = encoding.Long(0);
            var isLarge = Id == ArrowTypeId.LargeUtf8;
            return field.Type.Kind == TypeKind.Enum
                ? new EnumDecoder(field, id, width, isSigned, isLarge)
                : new SymbolDecoder(field, id, width, isSigned, isLarge, symbols[field.Name]);
        }

        return Id switch
        {
            ArrowTypeId.Null => new NullDecoder(field),
            ArrowTypeId.Bool => new BoolDecoder(field),
            ArrowTypeId.Int => Integer(field),
            ArrowTypeId.FloatingPoint when field.Type.Kind == TypeKind.Float32 => new FixedDecoder<float>(field),
            ArrowTypeId.FloatingPoint => new FixedDecoder<double>(field),
            ArrowTypeId.Decimal => new DecimalDecoder(field, _type.Int(1)),
            ArrowTypeId.Utf8 => new TextDecoder<int>(field),
            ArrowTypeId.LargeUtf8 => new TextDecoder<long>(field),
            ArrowTypeId.Date when _type.Short(0, 1) == 0 => new TimeDecoder<int>(field, 86_400_000_000_000),
            ArrowTypeId.Date => new TimeDecoder<long>(field, 1_000_000),
            ArrowTypeId.Timestamp => Time(field, _type.Short(0)),
            ArrowTypeId.Duration => Time(field, _type.Short(0, 1)),
            _ when field.Type.Element == TypeKind.Float32 => new VectorDecoder<float>(field),
            _ => new VectorDecoder<double>(field),
        };
    }

    private static ColumnDecoder Time(Field field, int unit) => unit == 3 ? new FixedDecoder<long>(field) : new TimeDecoder<long>(field, Nanoseconds(unit));

    private static long Nanoseconds(int unit) => unit switch
    {
        0 => 1_000_000_000,
        1 => 1_000_000,
        _ => 1_000,
    };

    private ColumnDecoder Integer(Field field) => (_type.Int(0), _type.Bool(1)) switch
    {
        (8, true) => new WideningDecoder<sbyte, int>(field),
        (8, false) => new WideningDecoder<byte, int>(field),
        (16, true) => new WideningDecoder<short, int>(field),
        (16, false) => new WideningDecoder<ushort, int>(field),
        (32, true) => new FixedDecoder<int>(field),
        (32, false) => new WideningDecoder<uint, long>(field),
        _ => new FixedDecoder<long>(field),
    };

    private ColumnType Natural()
    {
        if (IsDictionary)
        {
            return Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8
                ? ColumnType.Symbol
                : throw Refused($"a dictionary of Arrow type {NameOf(Id)} is not supported; one of utf8 is");
        }

        switch (Id)
        {
            case ArrowTypeId.Null or ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8:
                return ColumnType.String;
            case ArrowTypeId.Bool:
                return ColumnType.Bool;
            case ArrowTypeId.Int:
                return NaturalInteger();
            case ArrowTypeId.FloatingPoint:
                return Float(_type) == TypeKind.Float32 ? ColumnType.Float32 : ColumnType.Float64;
            case ArrowTypeId.Decimal:
                return _type.Int(2, Int128Bits) == Int128Bits && _type.Int(1) is >= 0 and <= Decimal128.Precision
                    ? ColumnType.Decimal
                    : throw Refused(string.Create(CultureInfo.InvariantCulture,
                        $"Arrow type decimal of {_type.Int(2, Int128Bits)} bits with {_type.Int(1)} decimal places is not supported; decimal128 with 0 to 38 is"));
            case ArrowTypeId.Date when _type.Short(0, 1) is 0 or 1:
                return ColumnType.Timestamp;
            case ArrowTypeId.Timestamp when _type.Short(0) is >= 0 and <= 3:
                return ColumnType.Timestamp;
            case ArrowTypeId.Duration when _type.Short(0, 1) is >= 0 and <= 3:
                return ColumnType.Duration;
            case ArrowTypeId.FixedSizeList:
                return NaturalVector();
            default:
                throw Refused($"Arrow type {NameOf(Id)} is not supported");
        }
    }

    private ColumnType NaturalInteger() => (_type.Int(0), _type.Bool(1)) switch
    {
        (8 or 16, _) or (32, true) => ColumnType.Int32,
        (32, false) or (64, true) => ColumnType.Int64,
        (64, false) => throw Refused("Arrow type uint64 is not supported: it does not fit int64"),
        (var width, _) => throw Refused(string.Create(CultureInfo.InvariantCulture, $"an integer of {width} bits is not supported")),
    };

    private ColumnType NaturalVector()
    {
        var children = _field.Vector(5, sizeof(int));
        if (children.Count != 1)
        {
            throw Refused("a fixed-size list has one child");
        }

        var child = children.Table(0);
        var length = _type.Int(0);
        if ((ArrowTypeId)child.Byte(2) != ArrowTypeId.FloatingPoint || child.Has(4) || length is < 1 or > ColumnType.MaxVectorLength)
        {
            throw Refused(string.Create(CultureInfo.InvariantCulture,
                $"a fixed-size list of {length} {NameOf((ArrowTypeId)child.Byte(2))} is not supported; one of 1 to {ColumnType.MaxVectorLength} floats is"));
        }

        return ColumnType.Vector(Float(child.Table(3, $"the element type of field '{_name}'")), length);
    }

    private TypeKind Float(FlatTable type) => type.Short(0) switch
    {
        1 => TypeKind.Float32,
        2 => TypeKind.Float64,
        _ => throw Refused("Arrow type float16 is not supported"),
    };

    private FlatFormatException Refused(string reason) => new(_field.Position, $"field '{_name}': {reason}");

    private static string NameOf(ArrowTypeId id) => id switch
    {
        ArrowTypeId.FloatingPoint => "float",
        ArrowTypeId.FixedSizeBinary => "fixed_size_binary",
        ArrowTypeId.FixedSizeList => "fixed_size_list",
        ArrowTypeId.LargeBinary => "large_binary",
        ArrowTypeId.LargeUtf8 => "large_utf8",
        ArrowTypeId.LargeList => "large_list",
        ArrowTypeId.RunEndEncoded => "run_end_encoded",
        ArrowTypeId.BinaryView => "binary_view",
        ArrowTypeId.Utf8View => "utf8_view",
        ArrowTypeId.ListView => "list_view",
        ArrowTypeId.LargeListView => "large_list_view",
        _ => id.ToString().ToLowerInvariant(),
    };
}
