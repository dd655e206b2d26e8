using StreamEngine.Config;

namespace StreamEngine.Models;

/// <summary>A model file, or what says its features, is refused.</summary>
/// <param name="code">A code of <see cref="ModelErrors"/>.</param>
/// <param name="message">The file, what was found and what is allowed.</param>
/// <param name="help">What to do; null when the message says it all.</param>
public sealed class ModelFileException(ErrorCode code, string message, string? help = null) : Exception(message)
{
    /// <summary>The code.</summary>
    public ErrorCode Code => code;

    /// <summary>What to do.</summary>
    public string? Help => help;
}
