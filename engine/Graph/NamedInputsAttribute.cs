namespace StreamEngine.Graph;

/// <summary>On an options record: inputs that the file names. Each role in <c>from</c> that no <see cref="InputAttribute"/> declares is an input, ranked behind those in the order of <c>from</c>.</summary>
/// <param name="summary">What goes into such an input, one sentence.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NamedInputsAttribute(string summary) : Attribute
{
    /// <summary>What goes into such an input, one sentence.</summary>
    public string Summary => summary;

    /// <summary>Fewest there must be.</summary>
    public int Least { get; init; } = 1;

    /// <summary>Most there may be.</summary>
    public int Most { get; init; } = 64;
}
