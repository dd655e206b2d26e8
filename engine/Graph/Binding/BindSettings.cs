using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>What binding takes from outside the file.</summary>
public sealed record BindSettings
{
    /// <summary>What <c>--set name=value</c> gave.</summary>
    public IReadOnlyDictionary<string, string> Params { get; init; } = new Dictionary<string, string>();

    /// <summary>The profile to lay over the file; null for the file as it stands.</summary>
    public string? Profile { get; init; }

    /// <summary>Reads an environment variable or secret; null when there is none.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;

    /// <summary>Told each secret the file takes from the environment, so that what shows rows can mask it.</summary>
    public Action<Secret> SecretRead { get; init; } = _ => { };

    /// <summary>Loads a plug-in the file names under <c>plugins</c>.</summary>
    public Func<string, Plugin> LoadPlugin { get; init; } = Plugin.Load;

    /// <summary>Reads a template file: its bytes, or more than <see cref="YamlLimits.FileBytes"/> of them when it is too large.</summary>
    public Func<string, byte[]> ReadFile { get; init; } = ReadBounded;

    private static byte[] ReadBounded(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[YamlLimits.FileBytes + 1];
        return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }
}
