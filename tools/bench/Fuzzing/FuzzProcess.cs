using System.Diagnostics;
using System.Globalization;
using System.IO.MemoryMappedFiles;

namespace StreamEngine.Bench.Fuzzing;

/// <summary>Runs <see cref="FuzzChild"/> over a range of files and watches it.</summary>
/// <param name="target">What is fuzzed.</param>
/// <param name="seed">Seed of the files.</param>
/// <param name="plant">Bug to put in.</param>
/// <param name="stall">Milliseconds one file may take before the child is ended; far above the limit, since the machine may be busy.</param>
internal sealed class FuzzProcess(string target, int seed, string plant, int stall) : IDisposable
{
    /// <summary>What is added to the name of the progress file for a file of the child's own.</summary>
    public const string Scratch = ".scratch";

    private const int Glance = 50;
    private const int Start = 30_000;
    private const string HeapLimit = "0x80000000"; // 2 GiB: a child that wants more ends itself

    private readonly string _progress = Path.GetTempFileName();

    /// <summary>Files <paramref name="from"/> up to, not including, <paramref name="to"/>.</summary>
    public async Task<FuzzOutcome> Run(int from, int to)
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

        return new FuzzOutcome(progress.ReadInt32(0), stalled, process.ExitCode, (await lines).Split('\n', StringSplitOptions.RemoveEmptyEntries), await errors);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(_progress);
        File.Delete(_progress + Scratch);
    }

    private ProcessStartInfo Command(int from, int to)
    {
        var command = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            typeof(FuzzProcess).Assembly.Location, FuzzChild.Name, "--target", target, "--seed", Text(seed), "--from", Text(from), "--to", Text(to), "--plant", plant, "--progress", _progress,
        ];
        foreach (var argument in arguments)
        {
            command.ArgumentList.Add(argument);
        }

        command.Environment["DOTNET_gcConcurrent"] = "0";
        command.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        command.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        return command;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
