namespace StreamEngine.Sources.Simulation;

/// <summary>The market of one symbol, one event at a time.</summary>
internal interface IMarket
{
    /// <summary>Time of the event to come, ns.</summary>
    long Next { get; }

    /// <summary>Remembers this instant.</summary>
    void Mark();

    /// <summary>The next event.</summary>
    void Step(MarketPorts ports);
}
