using System.Diagnostics;
using System.Globalization;
using System.IO.MemoryMappedFiles;

namespace StreamEngine.Bench.ArrowFiles;

/// <summary>Reads mutants one behind the other in a process of its own. The number of the one at work stands in a mapped file; what is over a limit is printed.</summary>
internal static class ArrowFuzzChild
{
    /// <summary>The hidden name on the command line.</summary>
    public const string Name = "fuzz-arrow-child";

    /// <summary>The mutant that has the planted bug.</summary>
    public const int Planted = 7;

    /// <summary>Most time for a mutant, milliseconds.</summary>
    public const int Milliseconds = 1000;

    private const int Share = 64;
    private const int Free = 1 << 20;
    private const int WarmUps = 300;

    /// <summary>Most bytes that may be allocated, all added up, for a file.</summary>
    public static long Limit(int length) => (long)Share * length + Free;

    /// <summary>Reads and prints <c>time NUMBER MS</c>, <c>allocation NUMBER BYTES</c>, at the end <c>done MUTANTS REFUSED MAX_MS MAX_SHARE</c>.</summary>
    public static int Run(Arguments arguments)
    {
        var mutants = new ArrowMutants((int)arguments.Number("seed", 1));
        var (from, to) = ((int)arguments.Number("from", 0), (int)arguments.Number("to", 0));
        var plant = arguments.Text("plant", "none");
        var progressFile = arguments.Text("progress", "");
        var reader = new ArrowFuzzReader(progressFile + ".arrow");
        using var mapped = MemoryMappedFile.CreateFromFile(progressFile, FileMode.Open);
        using var progress = mapped.CreateViewAccessor();
        for (var i = 0; i < WarmUps; i++)
        {
            reader.TryRead(mutants.Bytes(int.MaxValue - i), i);
        }

        var (refused, slowest, most) = (0, 0.0, 0.0);
        for (var number = from; number < to; number++)
        {
            var bytes = mutants.Bytes(number);
            progress.Write(0, number);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            if (number == Planted)
            {
                Plant(plant);
            }

            refused += reader.TryRead(bytes, number) ? 0 : 1;
            var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Tell(elapsed > Milliseconds, "time", number, elapsed);
            Tell(allocated > Limit(bytes.Length), "allocation", number, allocated);
            (slowest, most) = (Math.Max(slowest, elapsed), Math.Max(most, (double)allocated / Limit(bytes.Length)));
        }

        File.Delete(progressFile + ".arrow");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"done {to - from} {refused} {slowest:F1} {most:F4}"));
        return 0;
    }

    private static void Plant(string bug)
    {
        switch (bug)
        {
            case "crash":
                GC.KeepAlive(Deeper(1));
                break;
            case "exception":
                throw new InvalidOperationException("planted");
            case "hang":
                Thread.Sleep(Timeout.Infinite);
                break;
            case "allocation":
                GC.KeepAlive(GC.AllocateUninitializedArray<byte>(Share * Free));
                break;
        }
    }

    private static long Deeper(long depth) => depth + Deeper(depth + 1) + 1;

    private static void Tell(bool over, string what, int number, double figure)
    {
        if (over)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {number} {figure:F0}"));
        }
    }
}
