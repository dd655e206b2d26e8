namespace StreamEngine.Bench.Editor;

/// <summary>How many names of a kind an editor completes and explains.</summary>
/// <param name="kind">What they are: verbs, options, words, attributes, keys.</param>
internal sealed class EditorShare(string kind)
{
    private readonly List<string> _notCompleted = [];
    private readonly List<string> _notHovered = [];

    /// <summary>What they are.</summary>
    public string Kind => kind;

    /// <summary>How many there are.</summary>
    public int Total { get; private set; }

    /// <summary>Those that were not among what is offered at their place.</summary>
    public IReadOnlyList<string> NotCompleted => _notCompleted;

    /// <summary>Those that were not explained when the pointer rested on them.</summary>
    public IReadOnlyList<string> NotHovered => _notHovered;

    /// <summary>Adds one name.</summary>
    public void Add(string name, bool completed, bool hovered)
    {
        Total++;
        if (!completed)
        {
            _notCompleted.Add(name);
        }

        if (!hovered)
        {
            _notHovered.Add(name);
        }
    }
}
