namespace StreamEngine.Config;

/// <summary>What a file may be at most; all of it is checked before or while events are read, never after.</summary>
public static class YamlLimits
{
    /// <summary>Bytes of UTF-8.</summary>
    public const int FileBytes = 1 << 20;

    /// <summary>Lists and maps inside each other, the top map included.</summary>
    public const int Depth = 64;

    /// <summary>Keys, values, lists and maps.</summary>
    public const int Values = 20_000;

    /// <summary>Characters of one scalar.</summary>
    public const int ScalarLength = 64 * 1024;

    /// <summary>Characters of one line.</summary>
    public const int LineLength = 64 * 1024;

    /// <summary>Problems of its syntax; behind them nothing is read.</summary>
    public const int Problems = 100;
}
