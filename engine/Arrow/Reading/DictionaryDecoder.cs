using System.Globalization;
using System.Numerics;
using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>A field of indices into a dictionary of texts, which grows or is replaced while the file is read.</summary>
internal abstract class DictionaryDecoder(Field field, long id, int indexWidth, bool isSigned, bool isLarge) : ColumnDecoder(field)
{
    private const int BytesPerIndex = 3 * sizeof(int);

    private int[] _codes = [];

    /// <summary>The column.</summary>
    public string Name => Field.Name;

    /// <summary>Which dictionary.</summary>
    public long Id => id;

    /// <summary>Codes by index.</summary>
    protected ReadOnlySpan<int> Codes => _codes.AsSpan(0, Count);

    /// <summary>Texts in the dictionary.</summary>
    protected int Count { get; private set; }

    /// <summary>Whether a dictionary batch was read.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Takes a dictionary batch.</summary>
    public void Load(BodyCursor body, bool isDelta)
    {
        if (body.Validity(Field.Name, body.Rows, out _) != 0)
        {
            throw body.Damaged(Field.Name, "a dictionary that holds null is not supported");
        }

        if (!isDelta)
        {
            Count = 0;
        }

        IsStarted = true;
        if (isLarge)
        {
            Load<long>(ref body);
        }
        else
        {
            Load<int>(ref body);
        }
    }

    /// <summary>The code of a text of the dictionary.</summary>
    protected abstract int Code(scoped ReadOnlySpan<byte> utf8, ref BodyCursor body);

    /// <summary>Reads the indices and maps them to codes, which fit the target; 0 where null.</summary>
    protected void ReadCodes<TCode>(ref BodyCursor body, scoped Span<TCode> target, ulong[]? validity) where TCode : unmanaged, IBinaryInteger<TCode>
    {
        switch (indexWidth, isSigned)
        {
            case (8, true):
                Map(Values<sbyte>(ref body, target.Length), target, validity, ref body);
                break;
            case (8, false):
                Map(Values<byte>(ref body, target.Length), target, validity, ref body);
                break;
            case (16, true):
                Map(Values<short>(ref body, target.Length), target, validity, ref body);
                break;
            case (16, false):
                Map(Values<ushort>(ref body, target.Length), target, validity, ref body);
                break;
            case (32, true):
                Map(Values<int>(ref body, target.Length), target, validity, ref body);
                break;
            case (32, false):
                Map(Values<uint>(ref body, target.Length), target, validity, ref body);
                break;
            case (64, true):
                Map(Values<long>(ref body, target.Length), target, validity, ref body);
                break;
            default:
                Map(Values<ulong>(ref body, target.Length), target, validity, ref body);
                break;
        }
    }

    private void Load<TOffset>(ref BodyCursor body) where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var offsets = TextDecoder<TOffset>.Offsets(ref body, Field.Name, body.Rows, out var bytes);
        body.Keep(BytesPerIndex * (long)body.Rows);
        var total = checked(Count + body.Rows);
        if (total > _codes.Length)
        {
            Array.Resize(ref _codes, Math.Max(total, (int)Math.Min(_codes.Length * 2L, Array.MaxLength)));
        }

        for (var i = 0; i < body.Rows; i++)
        {
            var start = int.CreateTruncating(offsets[i]);
            _codes[Count + i] = Code(bytes[start..int.CreateTruncating(offsets[i + 1])], ref body);
        }

        Count = total;
    }

    private void Map<T, TCode>(scoped ReadOnlySpan<T> indices, scoped Span<TCode> target, ulong[]? validity, ref BodyCursor body)
        where T : unmanaged, IBinaryInteger<T>
        where TCode : unmanaged, IBinaryInteger<TCode>
    {
        var codes = Codes;
        for (var i = 0; i < indices.Length; i++)
        {
            if (validity is not null && !Bitmap.Get(validity, i))
            {
                target[i] = TCode.Zero;
                continue;
            }

            var index = ulong.CreateTruncating(indices[i]);
            if (index >= (ulong)codes.Length)
            {
                throw body.Damaged(Field.Name, string.Create(CultureInfo.InvariantCulture,
                    $"row {i} has index {indices[i]} in a dictionary of {codes.Length} texts"));
            }

            target[i] = TCode.CreateTruncating(codes[(int)index]);
        }
    }
}
