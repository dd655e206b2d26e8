using System.Runtime.CompilerServices;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Sources.Simulation;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Sources;

/// <summary>Simulates markets: a matching book a symbol, from a seed, at a set rate or as fast as rows are taken.</summary>
/// <remarks>
/// <para>Limit orders arrive around a fair price that does a mean-reverting random walk, cancels and market orders take from the book; sizes are log-normal. Prices are whole ticks, sizes whole steps. A
/// market order's trades stand at the prices of the levels it takes from, best first, and the deltas of the same event (same <c>ts</c>) say what is left of them, so trades and book agree at every instant. The
/// book is never crossed or one-sided.</para>
/// <para>Out: <c>deltas</c> starts with a clear and a snapshot of each symbol; then one message an event, <c>seq</c> one higher each, the last row flagged. <c>ts</c>, <c>ts_recv</c> and stream time are the event's
/// time, venue <c>sim</c>. <c>tickers</c> says once a second, with the first event in it, what the market's own trades of the last 24 hours were, or of those since the start: newest, first, highest and lowest price, and volumes; the day moves on in steps
/// of 15 minutes. Rows depend on the options alone, not on pacing or batch cuts, and one symbol's rows on no other symbol.</para>
/// <para>With <c>calm</c> or <c>episodes</c> the market is another: a level at each tick, none larger than the typical size, which is the P95 of sizes, so that nothing reaches 1.5 times of it; a spread of one tick, for a moment two;
/// trades that show in the book, and balance. An episode is one row of <c>labels</c>, with <c>ts</c> its end: <c>symbol</c>; <c>kind</c>; <c>is_look_alike</c>, true where the definition does not hold; <c>severity</c>, null for look-alikes
/// and where REQUIREMENTS give no numbers; <c>begin</c> and <c>end</c>; <c>aspect</c>, the parameter drawn on both sides of its threshold, or <c>plain</c>, or why it is none (<c>traded</c>: a large order that trades,
/// <c>requoted</c>: a market maker, <c>depth</c>: a wide spread on a deep book); <c>threshold_distance</c>, how far the parameter is from its threshold, as a share of it, positive where the condition holds, null without threshold. Spread
/// and depth of a flash crash are held against one tick and 0.82 of the typical size a level, which are usual there. Source: REQUIREMENTS SRC-12, FEA-07 to FEA-09.</para>
/// <para>Edge cases: a symbol that is not known starts at 100; the book never runs empty on a side, whatever is taken from it; <c>rows: 0</c> never ends.</para>
/// <para>Emits what is due, up to <c>batch.max</c> rows a port; holds nothing back; completes after <c>rows</c> events, else when stopped; does not fail. No warm-up. Cost: about 0.2 µs a row of deltas with all columns read.
/// Memory: 64 bytes a level and symbol. Position: generators, books and counters.</para>
/// </remarks>
[Operator("market_simulator", OperatorKind.Source)]
public sealed class MarketSimulator : Source
{
    private const long NsPerTick = 100;
    private const int FewestLevels = 50; // of a market with episodes: 20 in view behind 30 swept
    private const string Now = "now";
    private const string UsualStart = "2024-01-01T00:00:00Z";

    private readonly MarketSimulatorOptions _options;
    private readonly IMarket[] _markets;
    private bool _startsNow;
    private readonly PriorityQueue<int, (long Next, int Rank)> _due = new();
    private readonly string? _refused;
    private long _events;
    private long _quietUntil = StreamTime.Start;
    private long _cutEvents;
    private int _cutDelivered;
    private long _frontier = StreamTime.Start;
    private long _cutFrontier = StreamTime.Start;

    /// <summary>A simulator at its start.</summary>
    public MarketSimulator(MarketSimulatorOptions options)
    {
        _options = options;
        _refused = Refusal(options, out var start);
        if (_refused is not null)
        {
            _markets = [];
            return;
        }

        _startsNow = options is { Start: Now, Unpaced: false };
        _markets = new IMarket[options.Symbols.Count];
        Begin(start);
    }

    /// <inheritdoc/>
    public override bool Vouches => !_options.Unpaced;

    /// <inheritdoc/>
    public override long QuietUntil => Interlocked.Read(ref _quietUntil);

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        if (_refused is not null)
        {
            scope.Report(_refused[.._refused.IndexOf(':', StringComparison.Ordinal)], "SE2103", _refused[(_refused.IndexOf(':', StringComparison.Ordinal) + 2)..]);
        }

        return [new PortShape(Schemas.BookDelta), new PortShape(Schemas.Trade), new PortShape(Schemas.Quote), new PortShape(LabelPort.Rows), new PortShape(Schemas.Find("ticker/1")!)];
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        var ports = new MarketPorts(context.Ports[0], context.Ports[1], context.Ports[2], context.Ports[3], context.Ports[4]);
        var batches = new List<Delivery>();
        if (_startsNow && !context.IsReplay)
        {
            Begin((context.Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * NsPerTick);
        }

        var (again, skip) = (_cutEvents, _cutDelivered);
        var begun = context.Clock.GetTimestamp();
        var anchor = _due.TryPeek(out _, out var first) ? first.Next : 0;
        while (again > 0 || !IsOver)
        {
            if (stop.IsCancellationRequested)
            {
                yield break;
            }

            var until = long.MaxValue;
            if (again == 0 && !_options.Unpaced && !context.IsReplay)
            {
                until = anchor + context.Clock.GetElapsedTime(begun).Ticks * NsPerTick;
                if (NextEvent > until)
                {
                    Interlocked.Exchange(ref _quietUntil, NextEvent);
                    await Wait(context.Clock, NextEvent - until, stop).ConfigureAwait(false);
                    continue;
                }
            }

            Interlocked.Exchange(ref _quietUntil, StreamTime.Start);
            Generate(context, ports, until, again);
            Cut(context, batches);
            for (var i = 0; i < skip; i++)
            {
                batches[i].Batch.Dispose();
            }

            _cutDelivered = skip;
            try
            {
                while (_cutDelivered < batches.Count)
                {
                    yield return batches[_cutDelivered++];
                }
            }
            finally
            {
                for (var i = _cutDelivered; i < batches.Count; i++)
                {
                    batches[i].Batch.Dispose();
                }
            }

            (again, skip) = (0, 0);
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
        state.Write("options", Identity);
        state.Write("events", _events - _cutEvents);
        state.Write("cut_events", _cutEvents);
        state.Write("cut_delivered", _cutDelivered);
        state.Write("frontier", _cutFrontier);
        if (IsCalm(_options))
        {
            state.Write("calm_markets", _markets.Cast<CalmMarket>().Select(market => market.Marked).ToArray());
        }
        else
        {
            state.Write("markets", _markets.Cast<SimulatedMarket>().Select(market => market.Marked).ToArray());
        }
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        var saved = state.Read<string>("options");
        if (saved != Identity)
        {
            throw new InvalidDataException($"the saved state is of a simulator with other options: {saved}; this one has {Identity}");
        }

        _events = state.Read<long>("events");
        _cutEvents = state.Read<long>("cut_events");
        _cutDelivered = state.Read<int>("cut_delivered");
        _frontier = state.Read<long>("frontier");
        if (IsCalm(_options))
        {
            foreach (var (market, its) in _markets.Cast<CalmMarket>().Zip(state.Read<CalmState[]>("calm_markets")))
            {
                market.Load(its);
            }
        }
        else
        {
            foreach (var (market, its) in _markets.Cast<SimulatedMarket>().Zip(state.Read<MarketState[]>("markets")))
            {
                market.Load(its);
            }
        }

        _startsNow = false;
        Queue();
    }

    private bool IsOver => _markets.Length == 0 || (_options.Rows > 0 && _events >= _options.Rows);

    private long NextEvent => _due.TryPeek(out _, out var first) ? first.Next : StreamTime.Never;

    private string Identity => FormattableString.Invariant(
        $"symbols [{string.Join(", ", _options.Symbols)}], seed {_options.Seed}, rate {_options.Rate}, start {_options.Start}, tick {_options.Tick}, depth {_options.Depth}, volatility {_options.Volatility:R}, {_options.Burst}{Planted}");

    private string Planted => IsCalm(_options) ? FormattableString.Invariant($", calm, episodes [{string.Join(", ", _options.Episodes.Kinds)}], every {_options.Episodes.Every}") : "";

    private static bool IsCalm(MarketSimulatorOptions options) => options.Calm || options.Episodes.Kinds.Count > 0;

    private static IMarket Market(Instrument instrument, Arrivals arrivals, MarketSimulatorOptions options, long start) => IsCalm(options)
        ? new CalmMarket(instrument, arrivals, options.Seed, start, options.Depth, options.Episodes)
        : new SimulatedMarket(instrument, arrivals, options.Seed, start, options.Depth, options.Volatility);

    /// <summary>Options that fit no market, as <c>option: message</c>; null when all do.</summary>
    private static string? Refusal(MarketSimulatorOptions options, out long start)
    {
        if (!Rfc3339.TryParse(options.Start == Now ? UsualStart : options.Start, out start) || start < 0 || start > Instrument.LatestStart)
        {
            return $"start: option 'start' is '{options.Start}'; it must be a time from 1970 to 2200 such as 2024-01-01T00:00:00Z";
        }

        if (options.Burst.Length.Nanoseconds >= options.Burst.Every.Nanoseconds)
        {
            return $"burst: option 'burst' has length {options.Burst.Length} and every {options.Burst.Every}; length must be less than every";
        }

        if (options.Episodes.Kinds.Count > 0 && options.Depth < FewestLevels)
        {
            return $"depth: option 'depth' is {options.Depth}; with episodes it must be at least {FewestLevels}";
        }

        var twice = options.Symbols.GroupBy(symbol => symbol, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1 || group.Key.Length == 0);
        if (twice is not null)
        {
            return $"symbols: option 'symbols' has '{twice.Key}' {twice.Count()} times; each symbol stands once and has a name";
        }

        var coarse = options.Symbols.FirstOrDefault(symbol => !Instrument.Of(symbol, options.Tick).Fits(options.Depth));
        return coarse is null ? null : $"tick: option 'tick' is {options.Tick.ToString(System.Globalization.CultureInfo.InvariantCulture)}; {coarse} must have between {4 * options.Depth + 8} and 1000000000000 ticks of at most 9 decimals below its first price";
    }

    private static async ValueTask Wait(TimeProvider clock, long ns, CancellationToken stop)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Clamp((ns + 999_999) / 1_000_000, 1, 60_000)), clock, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
    }

    /// <summary>Events up to a time, an exact number of them when <paramref name="exactly"/> is not 0, else until a port is full.</summary>
    private void Generate(SourceContext context, MarketPorts ports, long until, long exactly)
    {
        foreach (var market in _markets)
        {
            market.Mark();
        }

        _cutFrontier = _frontier;
        _cutEvents = 0;
        _cutDelivered = 0;
        while (exactly > 0 ? _cutEvents < exactly : !IsOver && NextEvent <= until && _cutEvents < context.BatchMax && !IsFull(context))
        {
            var rank = _due.Peek();
            var market = _markets[rank];
            _frontier = market.Next;
            market.Step(ports);
            _due.DequeueEnqueue(rank, (market.Next, rank));
            _cutEvents++;
            _events++;
        }
    }

    private static bool IsFull(SourceContext context) =>
        context.Ports[0].Count >= context.BatchMax || context.Ports[1].Count >= context.BatchMax || context.Ports[2].Count >= context.BatchMax;

    /// <summary>The rows written, in batches of at most the most rows allowed; only the last moves the frontier, because it holds for all ports.</summary>
    private void Cut(SourceContext context, List<Delivery> batches)
    {
        batches.Clear();
        var ingest = context.Clock.GetTimestamp();
        var lastPort = 0;
        for (var port = 0; port < context.Ports.Count; port++)
        {
            lastPort = context.Ports[port].Count > 0 ? port : lastPort;
        }

        for (var port = 0; port <= lastPort; port++)
        {
            if (context.Ports[port].Count == 0 && port < lastPort)
            {
                continue;
            }

            var rows = context.Ports[port].Take(port == lastPort ? _frontier : _cutFrontier, ingest);
            if (rows.Count <= context.BatchMax)
            {
                batches.Add(new Delivery(rows, port));
                continue;
            }

            using (rows)
            {
                for (var start = 0; start < rows.Count; start += context.BatchMax)
                {
                    var count = Math.Min(context.BatchMax, rows.Count - start);
                    batches.Add(new Delivery(rows.Slice(start, count, start + count == rows.Count ? rows.Frontier : _cutFrontier), port));
                }
            }
        }
    }

    private void Begin(long start)
    {
        var arrivals = new Arrivals(_options.Rate.PerSecond, start, _options.Burst.Every.Nanoseconds, _options.Burst.Length.Nanoseconds, _options.Burst.Factor);
        for (var i = 0; i < _markets.Length; i++)
        {
            _markets[i] = Market(Instrument.Of(_options.Symbols[i], _options.Tick), arrivals, _options, start);
        }

        Queue();
    }

    private void Queue()
    {
        _due.Clear();
        for (var i = 0; i < _markets.Length; i++)
        {
            _due.Enqueue(i, (_markets[i].Next, i));
        }
    }
}
