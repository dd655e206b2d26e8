using System.Diagnostics;
using System.Globalization;
using StreamEngine.Arrow;
using StreamEngine.Data;

namespace StreamEngine.Bench.ArrowFiles;

/// <summary>
/// Reads a large file in a process of its own, whole or at one row or time; prints milliseconds, those of doing it once more (a row or time only), the most memory the process ever held, and what it read.
/// </summary>
internal static class ArrowChild
{
    /// <summary>The hidden name on the command line.</summary>
    public const string Name = "arrow-child";

    /// <summary>Runs and prints.</summary>
    public static int Run(Arguments arguments)
    {
        var path = arguments.Text("file", "");
        var row = arguments.Number("row", -1);
        var time = arguments.Number("time", -1);
        var started = Stopwatch.GetTimestamp();
        using var file = ArrowFile.Open(path, new BufferPool(), new SymbolTables());
        var again = 0.0;
        string found;
        if (row < 0 && time < 0)
        {
            var sums = new TradeSums();
            for (var i = 0; i < file.BatchCount; i++)
            {
                using var batch = file.ReadBatch(i)!;
                sums.Add(batch);
            }

            found = sums.ToString();
        }
        else
        {
            found = Seek(file, row, time);
            var warm = Stopwatch.GetTimestamp();
            using var other = ArrowFile.Open(path, new BufferPool(), new SymbolTables());
            Seek(other, row, time);
            again = Stopwatch.GetElapsedTime(warm).TotalMilliseconds;
        }

        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds - again;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{elapsed:F3} {again:F3} {Figures.PeakResident()} {found}"));
        return 0;
    }

    private static string Seek(ArrowFile file, long row, long time)
    {
        var number = row < 0 ? file.BatchOfTime(time) : file.BatchOfRow(row);
        using var batch = file.ReadBatch(number)!;
        var at = row < 0 ? batch.AtValues.BinarySearch(time) : (int)(row - file.FirstRowOf(number));
        return string.Create(CultureInfo.InvariantCulture, $"ts {batch.Value("ts", at)}, id {batch.Value("trade_id", at)}");
    }
}
