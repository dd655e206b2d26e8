using StreamEngine.Config;
using StreamEngine.Data;

namespace StreamEngine.Graph;

/// <summary>An input that a template declares.</summary>
/// <param name="Key">Its name, as written.</param>
/// <param name="Schema">The columns that rows must have; they may have more.</param>
internal sealed record TemplateInput(YamlScalar Key, Schema Schema)
{
    /// <summary>Its name.</summary>
    public string Name => Key.Value;
}
