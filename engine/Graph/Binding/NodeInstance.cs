namespace StreamEngine.Graph;

/// <summary>One node of a group, or one use of a template.</summary>
/// <param name="Values">The values of its turn as written; none without <c>for_each</c>.</param>
/// <param name="Name">Its name in the whole pipeline.</param>
internal sealed record NodeInstance(IReadOnlyList<string> Values, string Name)
{
    /// <summary>What a template's outputs stand for, by name; null for a plain node.</summary>
    public IReadOnlyDictionary<string, TemplateOutput>? Outputs { get; init; }

    /// <summary>The node behind the main output that holds the <c>select</c> of the use; null without one.</summary>
    public string? Select { get; init; }

    /// <summary>The names the outputs are in; null for a plain node.</summary>
    public NodeScope? Inside { get; init; }
}
