namespace StreamEngine.Config;

/// <summary>Where the options of one node were written, so that later phases can point at them.</summary>
public sealed class OptionSpans
{
    private readonly Dictionary<string, BoundOption> _options = new(StringComparer.Ordinal);

    /// <summary>Makes an empty record of the options of something written at <paramref name="whole"/>.</summary>
    public OptionSpans(Span whole)
    {
        Whole = whole;
    }

    /// <summary>The place of the verb: that of options which were not written.</summary>
    public Span Whole { get; }

    /// <summary>All options that were written.</summary>
    public IReadOnlyCollection<BoundOption> All => _options.Values;

    /// <summary>The place of an option's value, or of the verb when it was not written.</summary>
    public Span Of(string name) => _options.TryGetValue(name, out var option) ? option.Span : Whole;

    /// <summary>The option as it was written; null when it was not.</summary>
    public BoundOption? Find(string name) => _options.GetValueOrDefault(name);

    internal void Add(BoundOption option) => _options[option.Name] = option;
}
