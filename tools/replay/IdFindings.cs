namespace StreamEngine.Replay;

/// <summary>What the ids of rows say.</summary>
/// <param name="Column">The column; of messages with a first and a last id, <c>first to last</c>.</param>
/// <param name="Kind"><c>row</c> (each row has its own), <c>message</c> (rows of one message share one) or <c>range</c> (a message has a first and a last).</param>
public sealed record IdFindings(string Column, string Kind)
{
    /// <summary>Least id; null when none is a number.</summary>
    public long? Least { get; init; }

    /// <summary>Greatest id.</summary>
    public long? Most { get; init; }

    /// <summary>Ids between least and greatest of each symbol that no row has; only of rows' own ids.</summary>
    public long? Missing { get; init; }

    /// <summary>Places where the next id is more than one higher (of ranges: does not follow the one before).</summary>
    public long Gaps { get; init; }

    /// <summary>The first of them: symbol, id before, id behind; null without one.</summary>
    public string? FirstGap { get; init; }

    /// <summary>Rows with an id that a row before has (rows' own ids only).</summary>
    public long Repeated { get; init; }

    /// <summary>Rows whose id is lower than one before.</summary>
    public long BackSteps { get; init; }

    /// <summary>Rows whose id is no whole number.</summary>
    public long NotNumbers { get; init; }
}
