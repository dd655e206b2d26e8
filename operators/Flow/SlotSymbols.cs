using StreamEngine.Data;
using StreamEngine.State;

namespace StreamEngine.Flow;

/// <summary>Symbols by slot, as codes of the output's dictionary; saved as texts.</summary>
internal sealed class SlotSymbols(int column, SymbolBuilder to) : SlotColumn(column)
{
    private const int Unknown = -1;

    private int[] _codes = [];

    public override void Set(int slot, Column source, int row)
    {
        var symbols = (SymbolColumn)source;
        _codes[slot] = symbols.IsNull(row) ? Unknown : ReferenceEquals(symbols.Dictionary, to.Dictionary) ? symbols.Codes[row] : to.Dictionary.Code(symbols[row]);
    }

    public override void Append(int slot)
    {
        if (_codes[slot] == Unknown)
        {
            to.AppendNull();
        }
        else
        {
            to.AppendCode(_codes[slot]);
        }
    }

    public override void Grow(int slots) => Array.Resize(ref _codes, slots);

    public override void Save(StateWriter state, IReadOnlyList<int> slots) =>
        state.Write("symbols", slots.Select(s => _codes[s] == Unknown ? null : to.Dictionary.Text(_codes[s])).ToArray());

    public override void Load(StateReader state)
    {
        var texts = state.Read<string?[]>("symbols");
        for (var i = 0; i < texts.Length; i++)
        {
            _codes[i] = texts[i] is { } text ? to.Dictionary.Code(text) : Unknown;
        }
    }
}
