namespace StreamEngine.Graph;

/// <summary>Which names a pipeline file may use.</summary>
public static class PipelineNames
{
    private const int MaxLength = 100;

    /// <summary>Nodes, params, ports: lower-case letters, digits, underscores, a letter first.</summary>
    public static bool IsNode(string name) => IsName(name, '_');

    /// <summary>Pipelines: lower-case letters, digits, hyphens, a letter first.</summary>
    public static bool IsPipeline(string name) => IsName(name, '-');

    private static bool IsName(string name, char joint) =>
        name.Length is > 0 and <= MaxLength && char.IsAsciiLetterLower(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == joint);
}
