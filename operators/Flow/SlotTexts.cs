using StreamEngine.Data;
using StreamEngine.State;

namespace StreamEngine.Flow;

/// <summary>Texts by slot; a slot keeps its bytes for the next text.</summary>
internal sealed class SlotTexts(int column, TextBuilder to) : SlotColumn(column)
{
    private const int Unknown = -1;

    private byte[][] _texts = [];
    private int[] _lengths = [];

    public override void Set(int slot, Column source, int row)
    {
        if (source.IsNull(row))
        {
            _lengths[slot] = Unknown;
            return;
        }

        Set(slot, ((TextColumn)source)[row]);
    }

    public override void Append(int slot)
    {
        if (_lengths[slot] == Unknown)
        {
            to.AppendNull();
        }
        else
        {
            to.Append(_texts[slot].AsSpan(0, _lengths[slot]));
        }
    }

    public override void Grow(int slots)
    {
        var before = _texts.Length;
        Array.Resize(ref _texts, slots);
        Array.Resize(ref _lengths, slots);
        _texts.AsSpan(before).Fill([]);
    }

    public override void Save(StateWriter state, IReadOnlyList<int> slots) =>
        state.Write("texts", slots.Select(s => _lengths[s] == Unknown ? null : _texts[s].AsSpan(0, _lengths[s]).ToArray()).ToArray());

    public override void Load(StateReader state)
    {
        var texts = state.Read<byte[]?[]>("texts");
        for (var i = 0; i < texts.Length; i++)
        {
            _lengths[i] = Unknown;
            if (texts[i] is { } text)
            {
                Set(i, text);
            }
        }
    }

    private void Set(int slot, ReadOnlySpan<byte> text)
    {
        if (_texts[slot].Length < text.Length || _texts[slot].Length > 64 + (4 * text.Length))
        {
            _texts[slot] = new byte[text.Length];
        }

        text.CopyTo(_texts[slot]);
        _lengths[slot] = text.Length;
    }
}
