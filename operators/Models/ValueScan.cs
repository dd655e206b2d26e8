namespace StreamEngine.Models;

/// <summary>Reads what a model file says of one input or output (<c>ValueInfoProto</c>).</summary>
internal static class ValueScan
{
    private static readonly string[] Types =
    [
        "a type that is not said", "float32", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "float64", "uint32", "uint64", "complex64", "complex128", "bfloat16",
    ];

    /// <summary>Name, type and shape.</summary>
    /// <exception cref="InvalidDataException">The bytes are none.</exception>
    public static ModelTensor Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtoReader(bytes);
        var tensor = new ModelTensor("", ElementKind.Other, Types[0], null);
        while (reader.TryNext())
        {
            switch (reader.Field)
            {
                case 1: tensor = tensor with { Name = ModelScan.Text(reader.Bytes()) }; break;
                case 2: tensor = Type(tensor, reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }

        return tensor;
    }

    // TypeProto: 1 tensor_type { 1 elem_type, 2 shape }; others are sequences, maps, optionals, sparse tensors
    private static ModelTensor Type(ModelTensor tensor, ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtoReader(bytes);
        while (reader.TryNext())
        {
            switch (reader.Field)
            {
                case 1: tensor = Tensor(tensor, reader.Bytes()); break;
                case 4 or 5 or 8 or 9:
                    tensor = tensor with { TypeText = "no plain tensor" };
                    reader.Skip();
                    break;
                default: reader.Skip(); break;
            }
        }

        return tensor;
    }

    private static ModelTensor Tensor(ModelTensor tensor, ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtoReader(bytes);
        while (reader.TryNext())
        {
            switch (reader.Field)
            {
                case 1:
                    var type = reader.Number();
                    tensor = tensor with { Kind = Enum.IsDefined((ElementKind)type) ? (ElementKind)type : ElementKind.Other, TypeText = type > 0 && type < Types.Length ? Types[type] : $"type {ModelScan.Count(type)}" };
                    break;
                case 2: tensor = tensor with { Dims = Shape(reader.Bytes()) }; break;
                default: reader.Skip(); break;
            }
        }

        return tensor;
    }

    // TensorShapeProto: 1 dim { 1 dim_value, 2 dim_param }
    private static List<long?> Shape(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtoReader(bytes);
        var dims = new List<long?>();
        while (reader.TryNext())
        {
            if (reader.Field != 1)
            {
                reader.Skip();
                continue;
            }

            dims.Add(Dim(reader.Bytes()));
            if (dims.Count > ModelLimits.Rank)
            {
                throw ModelScan.TooLarge($"an input or output has more than {ModelLimits.Rank} dimensions");
            }
        }

        return dims;
    }

    private static long? Dim(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtoReader(bytes);
        long? dim = null;
        while (reader.TryNext())
        {
            if (reader.Field == 1)
            {
                dim = reader.Number();
            }
            else
            {
                reader.Skip();
            }
        }

        return dim is null or > 0 ? dim : throw new InvalidDataException($"a dimension is {ModelScan.Count(dim.Value)}");
    }
}
