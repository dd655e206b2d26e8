namespace StreamEngine.Sinks;

/// <summary>How a text file shows times.</summary>
public enum TimeForm
{
    /// <summary>Whole nanoseconds since the epoch.</summary>
    Ns,

    /// <summary>RFC 3339 in UTC with nine digits behind the second.</summary>
    Rfc3339,
}
