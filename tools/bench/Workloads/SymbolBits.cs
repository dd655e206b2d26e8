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
        var bits = _byCode;
        if (batch.IsContiguous)
        {
            foreach (var code in codes.Slice(batch.Count == 0 ? 0 : batch.Row(0), batch.Count))
            {
                sum += bits[code];
            }
        }

        foreach (var row in batch.Selected)
        {
            sum += bits[codes[row]];
        }

        return sum;
    }
}
