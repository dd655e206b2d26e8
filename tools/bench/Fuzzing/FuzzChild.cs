using System.Diagnostics;
using System.Globalization;
using System.IO.MemoryMappedFiles;
using StreamEngine.Bench.Study;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Bench.Fuzzing;

/// <summary>Validates fuzzed files one behind the other in a process of its own. The number of the one at work stands in a mapped file; what is over a limit is printed.</summary>
internal static class FuzzChild
{
    /// <summary>The hidden name on the command line.</summary>
    public const string Name = "fuzz-yaml-child";

    private const int WarmUps = 300;

    /// <summary>Validates and prints <c>time NUMBER MS</c>, <c>allocation NUMBER BYTES</c>, at the end <c>done FILES REFUSED MAX_MS MAX_BYTES</c>.</summary>
    public static int Run(Arguments arguments)
    {
        var texts = new FuzzTexts((int)arguments.Number("seed", 1));
        var (from, to) = ((int)arguments.Number("from", 0), (int)arguments.Number("to", 0));
        var plant = arguments.Text("plant", "none");
        using var mapped = MemoryMappedFile.CreateFromFile(arguments.Text("progress", ""), FileMode.Open);
        using var progress = mapped.CreateViewAccessor();
        for (var i = 0; i < WarmUps; i++)
        {
            Validate(texts.Bytes(int.MaxValue - i));
        }

        var (refused, slowest, most) = (0, 0.0, 0L);
        for (var number = from; number < to; number++)
        {
            var bytes = texts.Bytes(number);
            progress.Write(0, number);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            PlantedBug.Act(plant, number);
            refused += Validate(bytes) ? 0 : 1;
            var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Tell(elapsed > FuzzLimits.Milliseconds, "time", number, elapsed);
            Tell(allocated > FuzzLimits.Bytes, "allocation", number, allocated);
            (slowest, most) = (Math.Max(slowest, elapsed), Math.Max(most, allocated));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"done {to - from} {refused} {slowest:F1} {most}"));
        return 0;
    }

    /// <summary>As <c>validate</c> does, to the lines it would print; whether the file is good. A file is refused with a place in it, or it is taken.</summary>
    private static bool Validate(byte[] bytes)
    {
        var problems = new Problems();
        var bound = PipelineFile.Bind("fuzz.yaml", bytes, Validation.Registry, new BindSettings(), problems);
        var length = problems.InOrder().Sum(p => ProblemText.Line(p).Length);
        if (problems.Count > 0)
        {
            length += ProblemBlock.Of(problems.InOrder()[0], problems.TextOf("fuzz.yaml")).Length;
        }

        if ((bound is null) != problems.HasErrors || (bound is null && length == 0) || problems.Any(p => p.Span.Line < 1 || p.Span.Column < 1))
        {
            throw new InvalidOperationException("a file was refused without a word or a place, or taken in spite of errors");
        }

        return bound is not null;
    }

    private static void Tell(bool over, string what, int number, double figure)
    {
        if (over)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {number} {figure:F0}"));
        }
    }
}
