using System.Text;
using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>Enum codes from indices into the file's dictionary of names.</summary>
internal sealed class EnumDecoder(Field field, long id, int indexWidth, bool isSigned, bool isLarge)
    : DictionaryDecoder(field, id, indexWidth, isSigned, isLarge)
{
    /// <inheritdoc/>
    protected override int Code(scoped ReadOnlySpan<byte> utf8, ref BodyCursor body)
    {
        var name = Encoding.UTF8.GetString(utf8);
        var code = Field.Type.CodeOf(name);
        return Field.Type.Names[code] == name
            ? code
            : throw body.Damaged(Field.Name, $"the dictionary holds '{name}', which is no name of {Field.Type}");
    }

    /// <inheritdoc/>
    protected override Column Decode(ref BodyCursor body, int rows, ulong[]? validity, BufferPool pool)
    {
        body.ReserveValues<byte>(Field.Name, rows);
        var codes = pool.Rent<byte>(rows);
        try
        {
            ReadCodes(ref body, codes.AsSpan(0, rows), validity);
        }
        catch
        {
            pool.Return(codes);
            throw;
        }

        return new ValueColumn<byte>(Field.Type, codes, rows, validity, pool);
    }
}
