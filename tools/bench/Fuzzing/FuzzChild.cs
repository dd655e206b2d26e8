using System.Diagnostics;
using System.Globalization;
using System.IO.MemoryMappedFiles;

namespace StreamEngine.Bench.Fuzzing;

/// <summary>Reads fuzzed files one behind the other in a process of its own. The number of the one at work stands in a mapped file; what is over a limit is printed.</summary>
internal static class FuzzChild
{
    /// <summary>The hidden name on the command line.</summary>
    public const string Name = "fuzz-child";

    private const int WarmUps = 300;

    /// <summary>Reads and prints <c>time NUMBER MS</c>, <c>allocation NUMBER BYTES</c>, at the end <c>done FILES REFUSED MAX_MS MAX_BYTES MAX_SHARE</c>, the share being that of the limit.</summary>
    public static int Run(Arguments arguments)
    {
        var target = Fuzzed.Of(arguments.Text("target", ""), (int)arguments.Number("seed", 1));
        var (from, to) = ((int)arguments.Number("from", 0), (int)arguments.Number("to", 0));
        var plant = arguments.Text("plant", "none");
        var progressFile = arguments.Text("progress", "");
        var scratch = progressFile + FuzzProcess.Scratch;
        using var mapped = MemoryMappedFile.CreateFromFile(progressFile, FileMode.Open);
        using var progress = mapped.CreateViewAccessor();
        for (var i = 0; i < WarmUps; i++)
        {
            target.IsGood(target.Bytes(int.MaxValue - i), i, scratch);
        }

        var (refused, slowest, most, share) = (0, 0.0, 0L, 0.0);
        for (var number = from; number < to; number++)
        {
            var bytes = target.Bytes(number);
            progress.Write(0, number);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            PlantedBug.Act(plant, number);
            refused += target.IsGood(bytes, number, scratch) ? 0 : 1;
            var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Tell(elapsed > target.Milliseconds, "time", number, elapsed);
            Tell(allocated > target.Limit(bytes.Length), "allocation", number, allocated);
            (slowest, most, share) = (Math.Max(slowest, elapsed), Math.Max(most, allocated), Math.Max(share, (double)allocated / target.Limit(bytes.Length)));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"done {to - from} {refused} {slowest:F1} {most} {share:F4}"));
        return 0;
    }

    private static void Tell(bool over, string what, int number, double figure)
    {
        if (over)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {number} {figure:F0}"));
        }
    }
}
