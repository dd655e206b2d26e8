using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Bench;

/// <summary>Figures as tables show them, and the statistics behind.</summary>
internal static class Figures
{
    /// <summary>A count with thousands apart.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A value with some places.</summary>
    public static string Places(double value, int places) => value.ToString($"F{places}", CultureInfo.InvariantCulture);

    /// <summary>A value in at most six characters, whatever machine it was measured on: with up to two places below a thousand, whole below a hundred thousand, then in thousands (k), millions (M) or billions (G).</summary>
    public static string Short(double value, int places) => Math.Abs(value) switch
    {
        < 999.995 => Places(value, places),
        < 99_999.5 => Places(value, 0),
        < 99_999_500 => Places(value / 1e3, 0) + "k",
        < 99_999_500_000 => Places(value / 1e6, 0) + "M",
        _ => Places(value / 1e9, 0) + "G",
    };

    /// <summary>Bytes in MiB.</summary>
    public static string Mib(long bytes) => Places(bytes / 1048576.0, 1);

    /// <summary>The middle value, the mean of two in an even number.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>The value a share of the sorted values is at or below.</summary>
    public static double Quantile(IReadOnlyList<double> sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];

    /// <summary>Goes on with a hash over the bits of values, row by row.</summary>
    public static ulong Hash(ulong hash, double value) => (hash ^ BitConverter.DoubleToUInt64Bits(value)) * 0x9E3779B97F4A7C15 + 0x7F4A7C15;

    /// <summary>Goes on with a hash over some float64 columns of a batch, row by row.</summary>
    public static ulong Hash(ulong hash, Batch batch, IReadOnlyList<string> columns)
    {
        var values = columns.Select(c => (ValueColumn<double>)batch.Column(c)).ToArray();
        for (var i = 0; i < batch.Count; i++)
        {
            var row = batch.Row(i);
            foreach (var column in values)
            {
                hash = Hash(hash, column.IsNull(row) ? double.NaN : column[row]);
            }
        }

        return hash;
    }

    /// <summary>Most memory the process ever held, from the kernel's books.</summary>
    public static long PeakResident()
    {
        foreach (var line in File.ReadLines("/proc/self/status"))
        {
            if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
            {
                return long.Parse(line.AsSpan(6, line.Length - 6 - 2).Trim(), CultureInfo.InvariantCulture) * 1024;
            }
        }

        throw new InvalidDataException("/proc/self/status has no VmHWM line");
    }
}
