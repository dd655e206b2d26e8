namespace StreamEngine.Sources.Simulation;

/// <summary>What a simulated symbol trades like. Prices are <c>ticks × TickUnits / TickScale</c>, sizes <c>steps / StepScale</c>: quotients of exact integers, so each is the double nearest to its decimal.</summary>
internal sealed record Instrument
{
    /// <summary>Latest start of a simulation, 2200-01-01, ns.</summary>
    public const long LatestStart = 7_258_118_400_000_000_000;

    private const long MostTicks = 1_000_000_000_000;
    private const long MostScale = 1_000_000_000;

    private Instrument(string symbol, decimal price, decimal tick, int stepScale)
    {
        Symbol = symbol;
        StepScale = stepScale;
        var scale = 1L;
        while (decimal.Truncate(tick) != tick && scale < MostScale * 10)
        {
            tick *= 10;
            scale *= 10;
        }

        TickUnits = Math.Max(1, (long)tick);
        TickScale = scale;
        FirstTicks = (long)Math.Round(price * scale / TickUnits);
        TypicalSteps = Math.Max(1, (long)(10_000m / price * stepScale));
    }

    /// <summary>The symbol.</summary>
    public string Symbol { get; }

    /// <summary>Price it starts at.</summary>
    public long FirstTicks { get; }

    /// <summary>Numerator of the tick.</summary>
    public long TickUnits { get; }

    /// <summary>Denominator of the tick, a power of ten.</summary>
    public double TickScale { get; }

    /// <summary>Steps in one unit of the base asset, a power of ten.</summary>
    public double StepScale { get; }

    /// <summary>Median size of an order: worth about 10,000 of the quote asset.</summary>
    public long TypicalSteps { get; }

    /// <summary>The instrument of a symbol; <paramref name="tick"/> 0 for the usual one.</summary>
    public static Instrument Of(string symbol, decimal tick)
    {
        var (price, usual, stepScale) = symbol switch
        {
            "BTCUSDT" => (60_000m, 0.1m, 1_000),
            "ETHUSDT" => (3_000m, 0.01m, 1_000),
            "SOLUSDT" => (150m, 0.01m, 100),
            _ => (100m, 0.01m, 100),
        };
        return new Instrument(symbol, price, tick == 0 ? usual : tick, stepScale);
    }

    /// <summary>Whether a book of <paramref name="depth"/> levels a side has room below the first price, and prices stay exact.</summary>
    public bool Fits(int depth) => FirstTicks >= 4L * depth + 8 && FirstTicks <= MostTicks && TickScale <= MostScale;

    /// <summary>A price.</summary>
    public double Price(long ticks) => ticks * TickUnits / TickScale;

    /// <summary>A size.</summary>
    public double Qty(long steps) => steps / StepScale;
}
