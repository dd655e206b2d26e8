using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>A plug-in cannot be used.</summary>
public sealed class PluginRefusedException(ErrorCode code, string reason, string? help = null, Exception? cause = null) : Exception(help is null ? reason : $"{reason}; {help}", cause)
{
    /// <summary>Its code, of the family SE83.</summary>
    public ErrorCode Code => code;

    /// <summary>What is wrong with it.</summary>
    public string Reason => reason;

    /// <summary>What to do; null when the reason says all.</summary>
    public string? Help => help;
}
