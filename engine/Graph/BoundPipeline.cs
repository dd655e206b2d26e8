namespace StreamEngine.Graph;

/// <summary>A pipeline file with everything resolved; nothing has been opened.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Nodes">The nodes, inputs first; within that in file order.</param>
/// <param name="LatenessNs"><c>time.lateness</c>, ns.</param>
public sealed record BoundPipeline(string Name, IReadOnlyList<BoundNode> Nodes, long LatenessNs)
{
    /// <summary><c>time.wait</c>, ns.</summary>
    public long WaitNs { get; init; }

    /// <summary>What a run of it goes by.</summary>
    public RunClock Clock { get; init; }

    /// <summary>The profile it was bound with; null for the file as it stands.</summary>
    public string? Profile { get; init; }

    /// <summary>The names of all profiles of the file.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>What the profile changed, in the order of the profile.</summary>
    public IReadOnlyList<ProfileChange> Changes { get; init; } = [];

    /// <summary>The params with their values.</summary>
    public IReadOnlyDictionary<string, ParamValue> Params { get; init; } = new Dictionary<string, ParamValue>();

    /// <summary>Whether it is a template on its own, whose inputs bring no rows: it can be checked and tested, but not run.</summary>
    public bool IsTemplate { get; init; }

    /// <summary>The outputs of a template by name; empty for a pipeline.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PortRef>> Outputs { get; init; } = new Dictionary<string, IReadOnlyList<PortRef>>();
}
