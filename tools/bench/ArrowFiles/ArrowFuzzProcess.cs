using System.Diagnostics;
using System.Globalization;
using System.IO.MemoryMappedFiles;

namespace StreamEngine.Bench.ArrowFiles;

/// <summary>Runs <see cref="ArrowFuzzChild"/> over a range of mutants and watches it: a child that stands still is ended, one that wants more than half a gigabyte ends itself.</summary>
/// <param name="seed">Seed of the mutants.</param>
/// <param name="plant">Bug to put in; <c>none</c>.</param>
/// <param name="stall">Milliseconds one mutant may take before the child is ended.</param>
internal sealed class ArrowFuzzProcess(int seed, string plant, int stall) : IDisposable
{
    private const int Glance = 50;
    private const int Start = 30_000;
    private const string HeapLimit = "0x20000000";

    private readonly string _progress = Path.GetTempFileName();

    /// <summary>Mutants <paramref name="from"/> up to, not including, <paramref name="to"/>: which was at work last, whether the child was ended, whether it came to its end, and what it printed.</summary>
    public async Task<(int Last, bool Stalled, bool IsDone, string[] Lines, string Errors)> Run(int from, int to)
    {
        await File.WriteAllBytesAsync(_progress, BitConverter.GetBytes(-1L));
        using var mapped = MemoryMappedFile.CreateFromFile(_progress, FileMode.Open);
        using var progress = mapped.CreateViewAccessor();
        using var process = Process.Start(Command(from, to))!;
        var lines = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var (at, since, stalled) = (-1, Stopwatch.GetTimestamp(), false);
        while (!process.HasExited)
        {
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(Glance));
            var now = progress.ReadInt32(0);
            if (now != at)
            {
                (at, since) = (now, Stopwatch.GetTimestamp());
            }
            else if (Stopwatch.GetElapsedTime(since).TotalMilliseconds > (at < 0 ? Start : stall))
            {
                stalled = true;
                process.Kill();
                await process.WaitForExitAsync();
            }
        }

        return (progress.ReadInt32(0), stalled, !stalled && process.ExitCode == 0, (await lines).Split('\n', StringSplitOptions.RemoveEmptyEntries), await errors);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(_progress);
        File.Delete(_progress + ".arrow");
    }

    private ProcessStartInfo Command(int from, int to)
    {
        string[] arguments =
        [
            typeof(ArrowFuzzProcess).Assembly.Location, ArrowFuzzChild.Name, "--seed", Text(seed), "--from", Text(from), "--to", Text(to), "--plant", plant, "--progress", _progress,
        ];
        var command = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        command.Environment["DOTNET_gcConcurrent"] = "0";
        command.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        command.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        return command;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
