namespace StreamEngine.Bench.Fuzzing;

/// <summary>What a file may cost at most.</summary>
internal static class FuzzLimits
{
    /// <summary>Time, milliseconds.</summary>
    public const int Milliseconds = 100;

    /// <summary>Bytes allocated while it is read, bound and its problems are written: 64 MiB, for files of at most 0.4 MiB.</summary>
    public const long Bytes = 64L << 20;
}
