namespace StreamEngine.Sources.Simulation;

/// <summary>The trades of a market over the last 24 hours, in steps of 15 minutes: the running step and the 95 before it count.</summary>
internal sealed class DayWindow
{
    private const int Steps = 96;
    private const long StepNs = 900_000_000_000;
    private const long CadenceNs = 1_000_000_000;

    /// <summary>The number of the step that a place of the arrays holds; −1 for none.</summary>
    public long[] Step = [.. Enumerable.Repeat(-1L, Steps)];

    /// <summary>First price of each step.</summary>
    public double[] Opens = new double[Steps];

    /// <summary>Highest price of each step.</summary>
    public double[] Highs = new double[Steps];

    /// <summary>Lowest price of each step.</summary>
    public double[] Lows = new double[Steps];

    /// <summary>Volume of each step, base units.</summary>
    public decimal[] Volumes = new decimal[Steps];

    /// <summary>Volume of each step, quote units.</summary>
    public decimal[] QuoteVolumes = new decimal[Steps];

    /// <summary>Price of the newest trade; 0 before the first.</summary>
    public double Last;

    /// <summary>When the next ticker is due, ns.</summary>
    public long Due;

    /// <summary>Whether a ticker is due at a time: once a second, from the first trade on.</summary>
    public bool IsDue(long ts) => Last > 0 && ts >= Due;

    /// <summary>A trade.</summary>
    public void Add(long ts, double price, double qty)
    {
        var step = ts / StepNs;
        var at = (int)(step % Steps);
        if (Step[at] != step)
        {
            Step[at] = step;
            (Opens[at], Highs[at], Lows[at], Volumes[at], QuoteVolumes[at]) = (price, price, price, 0, 0);
        }

        Last = price;
        Highs[at] = Math.Max(Highs[at], price);
        Lows[at] = Math.Min(Lows[at], price);
        Volumes[at] += (decimal)qty;
        QuoteVolumes[at] += (decimal)price * (decimal)qty;
    }

    /// <summary>The ticker of a time; the next one is due in the next second.</summary>
    public DayTicker Take(long ts)
    {
        Due = ts - (ts % CadenceNs) + CadenceNs;
        var (newest, oldest) = (ts / StepNs, long.MaxValue);
        var ticker = new DayTicker(Last, Last, Last, Last, 0, 0);
        for (var at = 0; at < Steps; at++)
        {
            if (Step[at] < 0 || Step[at] <= newest - Steps)
            {
                continue;
            }

            ticker = ticker with
            {
                Open = Step[at] < oldest ? Opens[at] : ticker.Open,
                High = Math.Max(ticker.High, Highs[at]),
                Low = Math.Min(ticker.Low, Lows[at]),
                Volume = ticker.Volume + Volumes[at],
                QuoteVolume = ticker.QuoteVolume + QuoteVolumes[at],
            };
            oldest = Math.Min(oldest, Step[at]);
        }

        return ticker;
    }

    /// <summary>Takes over what another is.</summary>
    public void CopyFrom(DayWindow other)
    {
        other.Step.CopyTo(Step, 0);
        other.Opens.CopyTo(Opens, 0);
        other.Highs.CopyTo(Highs, 0);
        other.Lows.CopyTo(Lows, 0);
        other.Volumes.CopyTo(Volumes, 0);
        other.QuoteVolumes.CopyTo(QuoteVolumes, 0);
        (Last, Due) = (other.Last, other.Due);
    }
}
