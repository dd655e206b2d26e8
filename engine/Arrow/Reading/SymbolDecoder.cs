using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>Symbols of the run's dictionary from indices into the file's.</summary>
internal sealed class SymbolDecoder(Field field, long id, int indexWidth, bool isSigned, bool isLarge, SymbolDictionary symbols)
    : DictionaryDecoder(field, id, indexWidth, isSigned, isLarge)
{
    private const int BytesPerText = 128;

    /// <inheritdoc/>
    protected override int Code(scoped ReadOnlySpan<byte> utf8, ref BodyCursor body)
    {
        var known = symbols.Count;
        var code = symbols.Code(utf8);
        if (symbols.Count > known)
        {
            body.Keep(BytesPerText + 2L * utf8.Length);
        }

        return code;
    }

    /// <inheritdoc/>
    protected override Column Decode(ref BodyCursor body, int rows, ulong[]? validity, BufferPool pool)
    {
        body.ReserveValues<int>(Field.Name, rows);
        var codes = pool.Rent<int>(rows);
        try
        {
            ReadCodes(ref body, codes.AsSpan(0, rows), validity);
        }
        catch
        {
            pool.Return(codes);
            throw;
        }

        return new SymbolColumn(symbols, codes, rows, validity, pool);
    }
}
