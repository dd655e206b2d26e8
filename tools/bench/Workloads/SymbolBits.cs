using System.Runtime.CompilerServices;
using StreamEngine.Data;

namespace StreamEngine.Bench.Workloads;

/// <summary>The bits that stand for the texts of a dictionary, by code.</summary>
internal sealed class SymbolBits
{
    private static readonly ConditionalWeakTable<SymbolDictionary, SymbolBits> Known = [];

    private ulong[] _byCode = [];

    /// <summary>Those of a dictionary.</summary>
    public static SymbolBits Of(SymbolDictionary dictionary) => Known.GetValue(dictionary, static _ => new SymbolBits());

    /// <summary>Sum over the rows of a batch.</summary>
    public ulong Sum(Batch batch, SymbolColumn symbols)
    {
        if (_byCode.Length < symbols.Dictionary.Count)
        {
            _byCode = [.. Enumerable.Range(0, symbols.Dictionary.Count).Select(code => Digest.Text(symbols.Dictionary.Text(code)))];
        }

        var sum = 0UL;
        var codes = symbols.Codes;
        for (var i = 0; i < batch.Count; i++)
        {
            sum += _byCode[codes[batch.Row(i)]];
        }

        return sum;
    }
}
