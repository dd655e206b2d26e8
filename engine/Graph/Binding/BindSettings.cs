namespace StreamEngine.Graph;

/// <summary>What binding takes from outside the file.</summary>
public sealed record BindSettings
{
    /// <summary>What <c>--set name=value</c> gave.</summary>
    public IReadOnlyDictionary<string, string> Params { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads an environment variable or secret; null when there is none.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;

    /// <summary>Loads a plug-in the file names under <c>plugins</c>.</summary>
    public Func<string, Plugin> LoadPlugin { get; init; } = Plugin.Load;
}
