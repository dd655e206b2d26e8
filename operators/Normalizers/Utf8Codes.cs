using StreamEngine.Data;

namespace StreamEngine.Normalizers;

/// <summary>Codes of the texts that come again and again in frames, found by their bytes without decoding them.</summary>
internal sealed class Utf8Codes(SymbolDictionary dictionary)
{
    private const int Slots = 1024;

    private readonly (byte[]? Text, int Code)[] _slots = new (byte[]?, int)[Slots];
    private byte[]? _lastText;
    private int _lastCode;

    /// <summary>The code of a text, added to the dictionary if it is new.</summary>
    public int Code(ReadOnlySpan<byte> utf8)
    {
        if (_lastText is not null && utf8.SequenceEqual(_lastText))
        {
            return _lastCode;
        }

        var hash = 2_166_136_261u;
        foreach (var b in utf8)
        {
            hash = (hash ^ b) * 16_777_619;
        }

        ref var slot = ref _slots[hash & (Slots - 1)];
        if (slot.Text is null || !utf8.SequenceEqual(slot.Text))
        {
            slot = (utf8.ToArray(), dictionary.Code(utf8));
        }

        (_lastText, _lastCode) = (slot.Text, slot.Code);
        return slot.Code;
    }
}
