using StreamEngine.Bench.Workloads;

namespace StreamEngine.Bench.Frames;

/// <summary>Depth frames to books by hand, one loop: parsed to ticks, ids checked, applied to sorted arrays; best prices and sizes after each message.</summary>
internal sealed class HandDepth
{
    private static readonly double[] Scales = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];

    private readonly List<byte[]> _names = [];
    private readonly List<Side> _books = [];

    /// <summary>Level changes applied.</summary>
    public long Changes { get; private set; }

    /// <summary>A number behind a mark.</summary>
    public static long Number(ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark)
    {
        var cursor = new FrameCursor(text);
        cursor.Behind(mark);
        return cursor.Whole();
    }

    /// <summary>Goes over all frames.</summary>
    public Answer Run(IReadOnlyList<RawFrame> frames)
    {
        Span<ulong> sums = stackalloc ulong[6];
        sums.Clear();
        var rows = 0L;
        Side? held = null;
        byte[] waiting = [];
        foreach (var frame in frames)
        {
            ReadOnlySpan<byte> text = frame.Text;
            if (text.StartsWith("{\"lastUpdateId\""u8))
            {
                var isNamed = text.IndexOf("\"symbol\""u8) is >= 0 and < 100;
                var book = isNamed ? BookOf(Symbol(text)) : held!;
                Snapshot(book, text);
                if (!isNamed)
                {
                    rows += Message(book, waiting, sums) ? 1 : 0;
                }

                continue;
            }

            var own = BookOf(Symbol(text));
            if (!own.IsLive)
            {
                (held, waiting) = (own, frame.Text);
                continue;
            }

            rows += Message(own, text, sums) ? 1 : 0;
        }

        return new Answer(rows, Digest.Mix(sums));
    }

    private static ReadOnlySpan<byte> Symbol(ReadOnlySpan<byte> text)
    {
        var cursor = new FrameCursor(text);
        cursor.Behind(text[2] == 'l' ? "\"symbol\":"u8 : "\"s\":"u8);
        return cursor.Text();
    }

    private Side BookOf(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < _names.Count; i++)
        {
            if (name.SequenceEqual(_names[i]))
            {
                return _books[i];
            }
        }

        _names.Add(name.ToArray());
        _books.Add(new Side());
        return _books[^1];
    }

    private void Snapshot(Side book, ReadOnlySpan<byte> text)
    {
        book.LastId = Number(text, "\"lastUpdateId\":"u8);
        book.IsLive = true;
        book.IsJoined = false;
        book.Bids.Clear();
        book.Asks.Clear();
        var cursor = new FrameCursor(text);
        cursor.Behind("\"bids\":["u8);
        Levels(ref cursor, book, book.Bids, 1);
        cursor.Behind("\"asks\":["u8);
        Levels(ref cursor, book, book.Asks, -1);
    }

    /// <summary>Applies a message. True when it leaves a book with two sides that do not cross.</summary>
    private bool Message(Side book, ReadOnlySpan<byte> text, Span<ulong> sums)
    {
        var (time, first, last, previous) = (0L, 0L, 0L, 0L);
        var cursor = new FrameCursor(text);
        cursor.Behind("\"data\":{"u8);
        while (cursor.Name() is { Length: > 0 } name)
        {
            switch (name[0])
            {
                case (byte)'e' or (byte)'s': cursor.Text(); break;
                case (byte)'E': cursor.Whole(); break;
                case (byte)'T': time = cursor.Whole(); break;
                case (byte)'U': first = cursor.Whole(); break;
                case (byte)'u': last = cursor.Whole(); break;
                case (byte)'p': previous = cursor.Whole(); break;
                case (byte)'b':
                    Expect(book, first, last, previous);
                    cursor.Take((byte)'[');
                    Levels(ref cursor, book, book.Bids, 1);
                    break;
                case (byte)'a':
                    cursor.Take((byte)'[');
                    Levels(ref cursor, book, book.Asks, -1);
                    break;
                default: throw new InvalidDataException("a field that the loop by hand does not know");
            }
        }

        book.LastId = last;
        book.IsJoined = true;
        if (book.Bids.Count == 0 || book.Asks.Count == 0 || book.Bids.BestKey >= -book.Asks.BestKey)
        {
            return false;
        }

        sums[0] += (ulong)(time * 1_000_000);
        sums[1] += (ulong)last;
        sums[2] += BitConverter.DoubleToUInt64Bits(book.Bids.BestKey / book.PriceScale);
        sums[3] += BitConverter.DoubleToUInt64Bits(book.Bids.BestSize / book.SizeScale);
        sums[4] += BitConverter.DoubleToUInt64Bits(-book.Asks.BestKey / book.PriceScale);
        sums[5] += BitConverter.DoubleToUInt64Bits(book.Asks.BestSize / book.SizeScale);
        return true;
    }

    private static void Expect(Side book, long first, long last, long previous)
    {
        if (book.IsJoined ? previous != book.LastId : first > book.LastId || last < book.LastId)
        {
            throw new InvalidDataException("a depth message does not follow the one before: the loop by hand knows no gaps");
        }
    }

    private void Levels(ref FrameCursor cursor, Side book, HandBook side, int sign)
    {
        while (cursor.Take((byte)'['))
        {
            var price = cursor.Ticks(out var pricePlaces);
            cursor.Take((byte)',');
            var size = cursor.Ticks(out var sizePlaces);
            cursor.Take((byte)']');
            cursor.Take((byte)',');
            if (pricePlaces != book.PricePlaces || sizePlaces != book.SizePlaces)
            {
                book.Expect(pricePlaces, sizePlaces);
            }

            side.Set(sign * price, size);
            Changes++;
        }

        cursor.Take((byte)']');
    }

    /// <summary>A symbol's book.</summary>
    private sealed class Side
    {
        public HandBook Bids { get; } = new();

        public HandBook Asks { get; } = new();

        public bool IsLive { get; set; }

        public bool IsJoined { get; set; }

        public long LastId { get; set; }

        public int PricePlaces { get; private set; } = -1;

        public int SizePlaces { get; private set; } = -1;

        public double PriceScale { get; private set; }

        public double SizeScale { get; private set; }

        public void Expect(int pricePlaces, int sizePlaces)
        {
            if (PricePlaces >= 0)
            {
                throw new InvalidDataException("the number of decimal places changes: the loop by hand knows one tick size a symbol");
            }

            (PricePlaces, SizePlaces, PriceScale, SizeScale) = (pricePlaces, sizePlaces, Scales[pricePlaces], Scales[sizePlaces]);
        }
    }
}
