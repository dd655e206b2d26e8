namespace StreamEngine.Graph;

/// <summary>A template file that was read.</summary>
/// <param name="File">Its path, as messages show it.</param>
/// <param name="Top">Its keys.</param>
/// <param name="Inputs">What it takes, the main one first.</param>
/// <param name="Outputs">What can be read of it, by name.</param>
/// <param name="Uses">The templates it uses itself, by the name they have there.</param>
internal sealed record Template(
    string File, TopSpec Top, IReadOnlyList<TemplateInput> Inputs, IReadOnlyDictionary<string, TemplateOutput> Outputs, IReadOnlyDictionary<string, Template> Uses);
