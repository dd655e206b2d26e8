using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace StreamEngine.Normalizers;

/// <summary>The identities of the newest events: by type, venue and symbol, and by trade id or update ids and event time. Each is the first 16 bytes of a SHA-256.</summary>
/// <param name="horizon">How long an identity is remembered, ns of stream time; 0 for never.</param>
/// <param name="max">Most of them; the oldest is forgotten for one more.</param>
internal sealed class SeenEvents(long horizon, int max)
{
    private readonly HashSet<UInt128> _seen = [];
    private readonly Queue<(UInt128 Identity, long At)> _byTime = new();
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    /// <summary>Whether an event of the same identity came within the horizon; if not, it is remembered.</summary>
    /// <param name="of">The event.</param>
    /// <param name="text">Its text: the identity of a message about a book that has no update id.</param>
    /// <param name="at">Stream time.</param>
    public bool Has(MarketEvent of, ReadOnlySpan<byte> text, long at)
    {
        if (horizon == 0)
        {
            return false;
        }

        while (_byTime.TryPeek(out var oldest) && (Int128)at - oldest.At >= horizon)
        {
            _byTime.Dequeue();
            _seen.Remove(oldest.Identity);
        }

        var identity = Identity(of, text);
        if (!_seen.Add(identity))
        {
            return true;
        }

        _byTime.Enqueue((identity, at));
        if (_byTime.Count > max)
        {
            _seen.Remove(_byTime.Dequeue().Identity);
        }

        return false;
    }

    /// <summary>What is remembered, oldest first: identities in two halves, and stream times.</summary>
    public (ulong[] High, ulong[] Low, long[] At) Save() =>
        ([.. _byTime.Select(s => (ulong)(s.Identity >> 64))], [.. _byTime.Select(s => (ulong)s.Identity)], [.. _byTime.Select(s => s.At)]);

    /// <summary>Takes over what was saved.</summary>
    public void Load(ulong[] high, ulong[] low, long[] at)
    {
        _seen.Clear();
        _byTime.Clear();
        for (var i = 0; i < at.Length; i++)
        {
            var identity = new UInt128(high[i], low[i]);
            _seen.Add(identity);
            _byTime.Enqueue((identity, at[i]));
        }
    }

    private UInt128 Identity(MarketEvent of, ReadOnlySpan<byte> text)
    {
        _bytes.ResetWrittenCount();
        Number(of.Type);
        Text(of.Venue);
        Text(of.Symbol);
        if (of.Type == EventTypes.Trade)
        {
            Number(of.Kind);
            _bytes.Write(of.TradeId);
        }
        else
        {
            Number(of.Ts);
            Number(of.Book.Snapshot.Seq ?? -1);
            Number(of.Book.Changes.Seq ?? -1);
            if (of.Type != EventTypes.Ticker && of.Book is { Snapshot.Seq: null, Changes.Seq: null })
            {
                _bytes.Write(text);
            }
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_bytes.WrittenSpan, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private void Number(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
    }

    /// <summary>A text with its length before it, so that no two identities read the same.</summary>
    private void Text(string text)
    {
        Number(text.Length);
        _bytes.Advance(Encoding.UTF8.GetBytes(text, _bytes.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
    }
}
