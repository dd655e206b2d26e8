namespace StreamEngine.Sources.Simulation;

/// <summary>The truth about one episode: a row of the port <c>labels</c>.</summary>
internal sealed class EpisodeLabel
{
    /// <summary>What it is, or looks like.</summary>
    public EpisodeKind Kind;

    /// <summary>Which parameter was drawn on both sides of its threshold, or what makes it a look-alike.</summary>
    public string Aspect = "plain";

    /// <summary>Whether it is none by the definition.</summary>
    public bool IsLookAlike;

    /// <summary>low, medium or high; empty where the definition gives none.</summary>
    public string Severity = "";

    /// <summary>First message, ns.</summary>
    public long Begin;

    /// <summary>Last message, ns.</summary>
    public long End;

    /// <summary>How far the parameter is from its threshold, as a share of it; positive where the condition holds, NaN without threshold.</summary>
    public double Distance = double.NaN;
}
