using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Replay;

/// <summary>What a reading of a recording is handed.</summary>
/// <param name="Errors">Where to report what is no row.</param>
/// <param name="Symbols">Dictionaries of the symbol columns.</param>
/// <param name="Pool">Arrays of the columns.</param>
/// <param name="BatchMax">Most rows of a batch, where the format leaves a choice.</param>
public sealed record ReadScope(IRowErrors Errors, SymbolTables Symbols, BufferPool Pool, int BatchMax = ReadScope.UsualBatch)
{
    /// <summary>Rows of a batch, unless a caller asks for fewer.</summary>
    public const int UsualBatch = 1024;

    /// <summary>A scope of its own.</summary>
    public static ReadScope Of(IRowErrors errors) => new(errors, new SymbolTables(), new BufferPool());
}
