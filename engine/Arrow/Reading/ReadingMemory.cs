using System.Globalization;
using StreamEngine.Arrow.FlatBuffers;

namespace StreamEngine.Arrow.Reading;

/// <summary>
/// What reading may take of memory: for dictionaries, and again for the record batch in hand, 32 times the bytes of the input (those read so far, where its end is not known)
/// and 512 KiB. It is asked before anything is allocated that may be larger than the bytes it comes from.
/// </summary>
internal sealed class ReadingMemory(ArrowInput input)
{
    private const long Share = 32;
    private const long Free = 512 * 1024;

    private byte[] _first = [];
    private byte[] _second = [];
    private long _kept;
    private long _batch;

    private long Limit => Share * input.Known + Free;

    /// <summary>The next message: nothing is taken for it yet.</summary>
    public void StartBatch() => _batch = 0;

    /// <summary>Takes memory for the message in hand; false when that would be too much.</summary>
    public bool TryTake(long bytes)
    {
        _batch += Math.Min(bytes, long.MaxValue - _batch);
        return _batch <= Limit;
    }

    /// <summary>Takes memory for a dictionary.</summary>
    /// <exception cref="FlatFormatException">It would be too much.</exception>
    public void Keep(long bytes, int position)
    {
        _kept += bytes;
        if (_kept > Limit)
        {
            throw new FlatFormatException(position, TooMuch("its dictionaries take"));
        }
    }

    /// <summary>Why something is refused.</summary>
    public string TooMuch(string what) => string.Create(CultureInfo.InvariantCulture, $"{what} more than {Limit} bytes of memory, {Share} times the {input.Known} bytes of the input and {Free}");

    /// <summary>Room for unpacked bytes; two such can be in use at a time.</summary>
    public Span<byte> Room(int length)
    {
        (_first, _second) = (_second, _first);
        if (_first.Length < length)
        {
            _first = new byte[length];
        }

        return _first.AsSpan(0, length);
    }
}
