namespace StreamEngine.Config;

/// <summary>Ends the reading of a file that broke a limit.</summary>
internal sealed class YamlRefusedException(string code, Span span, string message, string? help) : Exception(message)
{
    public string Code { get; } = code;

    public Span Span { get; } = span;

    public string? Help { get; } = help;
}
