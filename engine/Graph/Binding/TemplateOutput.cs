namespace StreamEngine.Graph;

/// <summary>An output that a template declares.</summary>
/// <param name="Name">Its name; <c>out</c> is the one that is read when no port is named.</param>
/// <param name="Ref">The node, and the port, inside.</param>
internal sealed record TemplateOutput(string Name, InputRef Ref)
{
    /// <summary>The output that is read when no port is named.</summary>
    public const string Main = "out";
}
