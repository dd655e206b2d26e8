namespace StreamEngine.Models;

/// <summary>Checks the constant tensors of a model file: they hold what they say they hold, in the file itself, and not too much.</summary>
internal sealed class TensorScan
{
    private const int External = 1;

    // bytes of an element, by TensorProto.DataType; 0 for texts and for elements smaller than a byte
    private static ReadOnlySpan<byte> Sizes => [0, 4, 1, 1, 2, 2, 4, 8, 0, 1, 2, 8, 4, 8, 8, 16, 2, 1, 1, 1, 1];

    private long _all;

    /// <summary>Checks a <c>TensorProto</c>: 1 dims, 2 data_type, 3 segment, 8 name, 9 raw_data, 13 external_data, 14 data_location; 4 to 7, 10 and 11 hold typed data.</summary>
    /// <returns>Its name.</returns>
    /// <exception cref="InvalidDataException">It does not hold what it says.</exception>
    /// <exception cref="ModelFileException">It is not in the file, or too large.</exception>
    public string Check(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtoReader(bytes);
        var name = "";
        var type = 0L;
        var dims = new List<long>();
        long? raw = null;
        var typed = 0L;
        while (reader.TryNext())
        {
            switch (reader.Field)
            {
                case 1: Dims(ref reader, dims); break;
                case 2: type = reader.Number(); break;
                case 3: throw new InvalidDataException("a tensor is cut into segments");
                case 8: name = ModelScan.Text(reader.Bytes()); break;
                case 9: raw = reader.Bytes().Length; break;
                case 13: throw Outside();
                case 14 when reader.Number() == External: throw Outside();
                case 14: break;
                case 4 or 5 or 6 or 7 or 10 or 11 when reader.IsDelimited: typed += Math.Max(1, reader.Bytes().Length); break;
                default:
                    typed += reader.Field is >= 4 and <= 11 ? 1 : 0;
                    reader.Skip();
                    break;
            }
        }

        CheckSize(name, type, dims, raw, typed);
        return name;
    }

    /// <summary>Checks a <c>SparseTensorProto</c>: 1 values, 2 indices, 3 dims.</summary>
    public void CheckSparse(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtoReader(bytes);
        var dims = new List<long>();
        while (reader.TryNext())
        {
            switch (reader.Field)
            {
                case 1 or 2: Check(reader.Bytes()); break;
                case 3: Dims(ref reader, dims); break;
                default: reader.Skip(); break;
            }
        }

        Elements("", dims);
    }

    private void CheckSize(string name, long type, List<long> dims, long? raw, long typed)
    {
        var elements = Elements(name, dims);
        var size = type >= 0 && type < Sizes.Length ? Sizes[(int)type] : 0;
        var holds = raw is { } bytes ? (size > 0 ? bytes == elements * size : bytes >= elements / 2) : typed >= (size > 0 ? elements : elements / 2);
        if (!holds)
        {
            throw new InvalidDataException($"tensor {Config.ProblemText.Quote(name)} says it has {ModelScan.Count(elements)} elements, and holds {ModelScan.Count(raw ?? typed)} bytes");
        }
    }

    private long Elements(string name, List<long> dims)
    {
        var elements = 1L;
        foreach (var dim in dims)
        {
            if (dim < 0)
            {
                throw new InvalidDataException($"tensor {Config.ProblemText.Quote(name)} has the dimension {ModelScan.Count(dim)}");
            }

            elements = dim > 0 && elements > ModelLimits.Elements / dim ? ModelLimits.Elements + 1 : elements * dim;
        }

        _all += elements;
        return elements <= ModelLimits.Elements && _all <= 4 * ModelLimits.Elements ? elements
            : throw ModelScan.TooLarge($"its tensors have more than {ModelScan.Count(ModelLimits.Elements)} elements, one alone or four times that together");
    }

    private static void Dims(ref ProtoReader reader, List<long> dims)
    {
        if (!reader.IsDelimited)
        {
            dims.Add(reader.Number());
        }
        else
        {
            var packed = new ProtoReader(reader.Bytes());
            while (dims.Count <= ModelLimits.Rank && packed.TryPacked(out var dim))
            {
                dims.Add(dim);
            }
        }

        if (dims.Count > ModelLimits.Rank)
        {
            throw ModelScan.TooLarge($"a tensor has more than {ModelLimits.Rank} dimensions");
        }
    }

    private static ModelFileException Outside() =>
        new(ModelErrors.Outside, "part of it lies in another file (external data)", "save it as one file: onnx.save(model, path, save_as_external_data=False)");
}
