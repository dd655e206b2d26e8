using StreamEngine.Config;

namespace StreamEngine.Testing;

/// <summary>A case under <c>tests</c> as written; names and values are not looked up yet.</summary>
/// <param name="Name">What it says.</param>
/// <param name="Span">Where its name stands.</param>
public sealed record CaseSpec(string Name, Span Span)
{
    /// <summary>Where the whole case stands.</summary>
    public Span Whole { get; init; } = Span;

    /// <summary>Params of the pipeline for this case, as <c>--set</c> would give them.</summary>
    public IReadOnlyDictionary<string, string> Params { get; init; } = new Dictionary<string, string>();

    /// <summary>Where each of <see cref="Params"/> is written.</summary>
    public IReadOnlyDictionary<string, Span> ParamPlaces { get; init; } = new Dictionary<string, Span>();

    /// <summary>The profile it runs under; null for none.</summary>
    public YamlScalar? Profile { get; init; }

    /// <summary>Rows by node or <c>node.port</c>.</summary>
    public IReadOnlyList<YamlEntry> Given { get; init; } = [];

    /// <summary>The key <c>expect</c> with its value; null without one.</summary>
    public YamlEntry? Expect { get; init; }

    /// <summary>The error it expects; null when it expects rows.</summary>
    public ExpectedError? Error { get; init; }

    /// <summary>Stream time at which it stops, inclusive, ns; null to let everything close.</summary>
    public long? UntilNs { get; init; }

    /// <summary>What is expected, by node.</summary>
    public IReadOnlyList<YamlEntry> Expectations => (Expect?.Value as YamlMap)?.Entries ?? [];
}
