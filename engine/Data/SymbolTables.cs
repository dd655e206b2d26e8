using System.Collections.Concurrent;

namespace StreamEngine.Data;

/// <summary>The symbol dictionaries of one run, one for each column name.</summary>
public sealed class SymbolTables(int limit = SymbolDictionary.DefaultLimit)
{
    private readonly ConcurrentDictionary<string, SymbolDictionary> _byName = new(StringComparer.Ordinal);

    /// <summary>The dictionary of a column name, made on first use.</summary>
    public SymbolDictionary this[string column] => _byName.GetOrAdd(column, name => new SymbolDictionary(name, limit));
}
