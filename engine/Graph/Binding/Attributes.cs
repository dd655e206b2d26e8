namespace StreamEngine.Graph;

/// <summary>The keys of a node that are not its verb (DESIGN § 3), and what is not built yet.</summary>
public static class Attributes
{
    /// <summary>Attributes that can be written now.</summary>
    public static readonly IReadOnlyList<string> Built = ["from", "key", "where", "select", "batch", "buffer", "on_error", "drop"];

    /// <summary>Attributes and verbs of DESIGN § 3 that come later.</summary>
    public static readonly IReadOnlyList<string> Later = ["window", "for_each", "asof", "interval", "latest", "lookup", "parallel", "deadline", "retry"];

    /// <summary>Keys at the top of a file that can be written now; <c>x-…</c> besides.</summary>
    public static readonly IReadOnlyList<string> TopBuilt = ["version", "pipeline", "plugins", "params", "secrets", "time", "defaults", "nodes", "dead_letters"];

    /// <summary>Keys at the top of a file that come later.</summary>
    public static readonly IReadOnlyList<string> TopLater = ["use", "flags", "profiles", "jobs", "tests"];

    /// <summary>Attributes that <c>defaults</c> may set for all nodes.</summary>
    public static readonly IReadOnlyList<string> Defaults = ["batch", "buffer", "on_error"];
}
