using StreamEngine.Data;

namespace StreamEngine.Arrow.Reading;

/// <summary>Symbols of the run's dictionary from indices into the file's.</summary>
internal sealed class SymbolDecoder(Field field, long id, int indexWidth, bool isSigned, bool isLarge, SymbolDictionary symbols)
    : DictionaryDecoder(field, id, indexWidth, isSigned, isLarge)
{
    /// <inheritdoc/>
    protected override int Code(scoped ReadOnlySpan<byte> utf8, ref BodyCursor body) => symbols.Code(utf8);

    /// <inheritdoc/>
    protected override Column Decode(ref BodyCursor body, int rows, ulong[]? validity, BufferPool pool)
    {
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
