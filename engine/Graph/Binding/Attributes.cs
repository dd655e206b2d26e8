namespace StreamEngine.Graph;

/// <summary>The keys of a node that are not its verb (DESIGN § 3), and what is not built yet.</summary>
public static class Attributes
{
    /// <summary>Attributes that can be written now.</summary>
    public static readonly IReadOnlyList<string> Built = ["from", "for_each", "key", "where", "select", "port", "batch", "deadline", "buffer", "parallel", "latency_budget", "on_error", "drop"];

    /// <summary>Attributes and verbs of DESIGN § 3 that come later.</summary>
    public static readonly IReadOnlyList<string> Later = ["retry"];

    /// <summary>Keys at the top of a file that can be written now; <c>x-…</c> besides.</summary>
    public static readonly IReadOnlyList<string> TopBuilt = ["version", "pipeline", "use", "plugins", "params", "secrets", "profiles", "time", "defaults", "nodes", "dead_letters", "tests"];

    /// <summary>Keys at the top of a file that come later.</summary>
    public static readonly IReadOnlyList<string> TopLater = ["flags", "jobs"];

    /// <summary>Keys at the top of a template file; <c>x-…</c> besides.</summary>
    public static readonly IReadOnlyList<string> TopOfTemplate = ["version", "template", "use", "plugins", "params", "secrets", "inputs", "defaults", "nodes", "outputs", "tests"];

    /// <summary>Attributes a node whose verb is a template may have.</summary>
    public static readonly IReadOnlyList<string> OfTemplates = ["from", "for_each", "where", "select", "drop"];

    /// <summary>Attributes that <c>defaults</c> may set for all nodes.</summary>
    public static readonly IReadOnlyList<string> Defaults = ["batch", "buffer", "on_error"];
}
