using StreamEngine.Config;

namespace StreamEngine.Cli.Tapping;

/// <summary>The secrets a run was bound with, put out of sight in texts that are shown.</summary>
internal sealed class SecretMask
{
    private const int Shortest = 4; // a shorter one would mask half of every text, and is none

    private readonly List<string> _secrets = [];

    /// <summary>Adds a secret.</summary>
    public void Add(Secret secret)
    {
        var value = secret.Reveal();
        if (value.Length >= Shortest && !_secrets.Contains(value))
        {
            _secrets.Add(value);
            _secrets.Sort((a, b) => b.Length.CompareTo(a.Length));
        }
    }

    /// <summary>The text with three stars for each secret in it.</summary>
    public string Of(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        }

        return text;
    }
}
