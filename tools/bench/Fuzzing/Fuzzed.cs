using StreamEngine.Bench.ArrowFiles;

namespace StreamEngine.Bench.Fuzzing;

/// <summary>What reads files nobody vouches for, with the files that are tried on it.</summary>
internal abstract class Fuzzed
{
    /// <summary>Most time a file may take, milliseconds.</summary>
    public abstract int Milliseconds { get; }

    /// <summary>What is fuzzed under a name: <c>yaml</c> or <c>arrow</c>.</summary>
    public static Fuzzed Of(string name, int seed) => name switch
    {
        "yaml" => new FuzzedYaml(seed),
        "arrow" => new FuzzedArrow(seed),
        _ => throw new ArgumentException($"'{name}' is not fuzzed", nameof(name)),
    };

    /// <summary>Most bytes that may be allocated, all added up, for a file of some length.</summary>
    public abstract long Limit(int length);

    /// <summary>The file of a number.</summary>
    public abstract byte[] Bytes(int number);

    /// <summary>Reads a file; whether it is good. What is refused otherwise than it should be ends the process.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="number">Its number.</param>
    /// <param name="scratch">Where a file may be written.</param>
    public abstract bool IsGood(byte[] bytes, int number, string scratch);
}
