using System.Globalization;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>Sums over windows that move for long are those of exact decimals: 100,000 rows added and taken away again, or ten million in the long run.</summary>
public sealed class LongSumTests : IDisposable
{
    private const int RowsASecond = 1_000;
    private const int Width = 60; // s

    private readonly TemporaryFolder _folder = new();

    private static int Seconds => LongRun.IsAsked ? 10_000 : 100;

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task HoppingSumsAndMeans_DoNotDrift()
    {
        var (rows, sums) = (Path.Combine(_folder.Path, "rows.csv"), Path.Combine(_folder.Path, "sums.csv"));
        var seconds = await MakeRows(rows);
        var pipeline = Path.Combine(_folder.Path, "sums.yaml");
        await File.WriteAllTextAsync(pipeline, $$"""
            version: 1
            pipeline: sums
            nodes:
              rows: { csv_file: { path: {{rows}}, columns: { ts: timestamp, x: float64, money: decimal } } }
              sums:
                from: rows
                window: { hop: {{Width}}s, every: 1s }
                select: |
                  s = sum(x)
                  m = mean(x)
                  exact = sum(money)
                drop: [late]
              file: { from: sums, csv_file: { path: {{sums}} } }
            """);
        Pipelines.Run(pipeline);

        var lines = (await File.ReadAllLinesAsync(sums))[1..];
        Assert.Equal(Seconds + Width - 1, lines.Length);
        var naive = 0.0;
        var drifted = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var held = seconds.Skip(i - Width + 1).Take(Math.Min(i + 1, Width)).ToList();
            var sum = held.Sum(s => s.Exact);
            naive += (i < Seconds ? seconds[i].Float : 0) - (i < Width ? 0 : seconds[i - Width].Float);
            var fields = lines[i].Split(',');
            Assert.Equal(Nearest(sum), double.Parse(fields[^3], CultureInfo.InvariantCulture));
            Assert.Equal(Nearest(sum / (held.Count * RowsASecond)), double.Parse(fields[^2], CultureInfo.InvariantCulture));
            Assert.Equal(sum, decimal.Parse(fields[^1], CultureInfo.InvariantCulture));
            drifted += naive == Nearest(sum) ? 0 : 1;
        }

        Assert.True(drifted > lines.Length / 2, "sums of floats do not drift here, so the test shows nothing");
    }

    /// <summary>Writes values of up to 15 digits, from a millionth to 10⁸; answers the sum of each second, exact and as a float adds up.</summary>
    private static async Task<List<(decimal Exact, double Float)>> MakeRows(string path)
    {
        var random = new Random(11);
        var seconds = new List<(decimal, double)>();
        await using var file = new StreamWriter(path);
        await file.WriteLineAsync("ts,x,money");
        for (var second = 0; second < Seconds; second++)
        {
            var (exact, naive) = (0m, 0.0);
            for (var i = 0; i < RowsASecond; i++)
            {
                var value = random.Next(3) switch { 0 => random.NextInt64(-10_000_000_000, 10_000_000_000) / 100m, 1 => random.Next() / 1_000_000m, _ => random.Next(1000) / 1_000_000m };
                exact += value;
                naive += (double)value;
                file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(second * 1_000_000_000L) + (i * 1_000_000L)},{value},{value}"));
            }

            seconds.Add((exact, naive));
        }

        return seconds;
    }

    private static double Nearest(decimal value) => double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
