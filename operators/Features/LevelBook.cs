using StreamEngine.Data;

namespace StreamEngine.Features;

/// <summary>One book: prices in whole ticks and sizes in whole steps of decimal scales that grow finer when a value needs it, and where it stands in the state machine of EXCHANGES § 1.3.</summary>
/// <param name="depth">How many of the best sizes a side are kept added up; 0 for none.</param>
internal sealed class LevelBook(int depth)
{
    private readonly TickLadder _bids = new(depth);
    private readonly TickLadder _asks = new(depth);
    private SideQuote _bidQuote = SideQuote.None;
    private SideQuote _askQuote = SideQuote.None;
    private int _priceExponent;
    private int _sizeExponent;

    /// <summary>Whether a whole snapshot has been applied and nothing has been lost since.</summary>
    public bool IsLive { get; set; }

    /// <summary>Whether rows of a snapshot are being applied.</summary>
    public bool IsRebuilding { get; set; }

    /// <summary>Whether it was dropped for what it was told, and no whole snapshot came since.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Messages in a row that left the book crossed.</summary>
    public int CrossedFor { get; set; }

    public TickLadder Bids => _bids;

    public TickLadder Asks => _asks;

    public bool IsCrossed => _bids.Count > 0 && _asks.Count > 0 && _bids.BestKey >= -_asks.BestKey;

    /// <summary>Forgets all levels.</summary>
    public void Clear()
    {
        _bids.Clear();
        _asks.Clear();
        _priceExponent = 0;
        _sizeExponent = 0;
        CrossedFor = 0;
        Forget();
    }

    /// <summary>The book is lost until the next snapshot.</summary>
    public void Drop()
    {
        Clear();
        IsLive = false;
        IsRebuilding = false;
    }

    /// <summary>Sets a level, or deletes it when the size is 0; what is not there is not missed.</summary>
    /// <exception cref="InvalidDataException">The price or size cannot stand in a book.</exception>
    public void Apply(bool bid, double price, double size)
    {
        var side = bid ? _bids : _asks;
        var tick = Price(price);
        if (size == 0)
        {
            side.Delete(bid ? tick : -tick);
            return;
        }

        if (!(size > 0))
        {
            throw new InvalidDataException($"the size is {Text(size)}; it must be 0 or more");
        }

        side.Set(bid ? tick : -tick, Size(size));
    }

    /// <summary>The book as it is saved.</summary>
    public SavedLevels Save()
    {
        var (bids, bidSizes) = _bids.Levels();
        var (asks, askSizes) = _asks.Levels();
        return new SavedLevels(IsLive, IsRebuilding, IsBroken, CrossedFor, _priceExponent, _sizeExponent, bids, bidSizes, asks, askSizes);
    }

    /// <summary>Takes over a saved book.</summary>
    public void Load(SavedLevels saved)
    {
        _bids.Load(saved.Bids, saved.BidSizes);
        _asks.Load(saved.Asks, saved.AskSizes);
        (IsLive, IsRebuilding, IsBroken, CrossedFor) = (saved.IsLive, saved.IsRebuilding, saved.IsBroken, saved.CrossedFor);
        (_priceExponent, _sizeExponent) = (saved.PriceExponent, saved.SizeExponent);
        Forget();
    }

    /// <summary>What a side tells: its best price and size, and the sum of its best sizes, exact before it is rounded to the nearest double. It has a level.</summary>
    public ref readonly SideQuote Quote(bool bid)
    {
        var side = bid ? _bids : _asks;
        ref var quote = ref (bid ? ref _bidQuote : ref _askQuote);
        if (quote.Key != side.BestKey)
        {
            quote.Key = side.BestKey;
            quote.Price = PriceOf(quote.Key);
        }

        if (quote.Steps != side.BestSize)
        {
            quote.Steps = side.BestSize;
            quote.Size = SizeOf(quote.Steps);
        }

        var isAtHand = side.TryTotal(out var total);
        if (depth > 0 && (!isAtHand || quote.TotalSteps != total))
        {
            quote.TotalSteps = isAtHand ? total : -1;
            quote.Total = TotalOf(side, depth);
        }

        return ref quote;
    }

    /// <summary>The sum of the best sizes of a side, exact before it is rounded to the nearest double.</summary>
    public double TotalOf(TickLadder side, int levels) => ExactSum.Nearest(levels == depth && side.TryTotal(out var total) ? total : side.Sum(levels), _sizeExponent);

    /// <summary>The sums of the best sizes of a side for each of some numbers of levels, ascending.</summary>
    public void TotalsOf(TickLadder side, ReadOnlySpan<int> levels, Span<double> totals)
    {
        const int AtOnce = 16;
        Span<Int128> sums = stackalloc Int128[AtOnce];
        for (var start = 0; start < levels.Length; start += AtOnce)
        {
            var some = levels.Slice(start, Math.Min(AtOnce, levels.Length - start));
            side.Sums(some, sums);
            for (var i = 0; i < some.Length; i++)
            {
                totals[start + i] = ExactSum.Nearest(sums[i], _sizeExponent);
            }
        }
    }

    public double PriceOf(long key) => DecimalSteps.Value(Math.Abs(key), _priceExponent);

    public void PricesOf(ReadOnlySpan<long> keys, Span<double> prices) => DecimalSteps.Magnitudes(keys, _priceExponent, prices);

    public void SizesOf(ReadOnlySpan<long> steps, Span<double> sizes) => DecimalSteps.Magnitudes(steps, _sizeExponent, sizes);

    public double SizeOf(long steps) => DecimalSteps.Value(steps, _sizeExponent);

    /// <summary>What was told in other ticks or steps no longer holds.</summary>
    private void Forget() => (_bidQuote, _askQuote) = (SideQuote.None, SideQuote.None);

    private static string Text(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private long Price(double price)
    {
        if (!(price > 0))
        {
            throw new InvalidDataException($"the price is {Text(price)}; it must be above 0");
        }

        var exponent = _priceExponent;
        if (!DecimalSteps.TryRead(price, ref exponent, out var steps))
        {
            throw Unreadable("price", price);
        }

        return exponent == _priceExponent ? steps : Rescaled(steps, exponent, sizes: false, ref _priceExponent);
    }

    private long Size(double size)
    {
        var exponent = _sizeExponent;
        if (!DecimalSteps.TryRead(size, ref exponent, out var steps))
        {
            throw Unreadable("size", size);
        }

        return exponent == _sizeExponent ? steps : Rescaled(steps, exponent, sizes: true, ref _sizeExponent);
    }

    private long Rescaled(long steps, int exponent, bool sizes, ref int scale)
    {
        try
        {
            if (exponent < scale)
            {
                var scaled = checked(steps * DecimalSteps.PowerOfTen(scale - exponent));
                return scaled <= TickLadder.MostKey ? scaled : throw new OverflowException();
            }

            var factor = DecimalSteps.PowerOfTen(exponent - scale);
            foreach (var side in (ReadOnlySpan<TickLadder>)[_bids, _asks])
            {
                if (sizes)
                {
                    side.RescaleSizes(factor);
                }
                else
                {
                    side.RescaleKeys(factor);
                }
            }

            scale = exponent;
            Forget();
            return steps;
        }
        catch (OverflowException)
        {
            throw new InvalidDataException($"the book's {(sizes ? "sizes" : "prices")} span more than 18 digits");
        }
    }

    private static InvalidDataException Unreadable(string what, double value) =>
        new($"the {what} is {Text(value)}; it must be a decimal of up to 15 significant digits and {DecimalSteps.MaxExponent} places");
}
