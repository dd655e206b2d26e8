using System.Globalization;

namespace StreamEngine.Cli.Screen;

/// <summary>Numbers as people read them.</summary>
internal static class Numbers
{
    private static readonly string[] ByteUnits = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary><c>12,345</c>.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>12,345</c> or <c>0.934</c>.</summary>
    public static string Figure(double value) => value.ToString("#,0.###", CultureInfo.InvariantCulture);

    /// <summary><c>1 edge</c>, <c>4 edges</c>.</summary>
    public static string Counted(int count, string one, string? many = null) => $"{Count(count)} {(count == 1 ? one : many ?? one + "s")}";

    /// <summary>At most seven characters: <c>950</c>, <c>12.3k</c>, <c>4.56M</c>.</summary>
    public static string Rate(double perSecond) => perSecond switch
    {
        >= 1e9 => (perSecond / 1e9).ToString("0.00", CultureInfo.InvariantCulture) + "G",
        >= 1e6 => (perSecond / 1e6).ToString("0.00", CultureInfo.InvariantCulture) + "M",
        >= 1e4 => (perSecond / 1e3).ToString("0.0", CultureInfo.InvariantCulture) + "k",
        _ => perSecond.ToString("0", CultureInfo.InvariantCulture),
    };

    /// <summary><c>64 MiB</c>.</summary>
    public static string Bytes(double bytes)
    {
        var unit = 0;
        for (; bytes >= 1024 && unit < ByteUnits.Length - 1; unit++)
        {
            bytes /= 1024;
        }

        return bytes.ToString(unit == 0 ? "0" : "0.#", CultureInfo.InvariantCulture) + " " + ByteUnits[unit];
    }

    /// <summary>A time span with a fitting unit: <c>850 ns</c>, <c>12 us</c>, <c>4.1 ms</c>, <c>2.35 s</c>.</summary>
    public static string Span(double ns) => ns switch
    {
        < 1e3 => ns.ToString("0", CultureInfo.InvariantCulture) + " ns",
        < 1e6 => (ns / 1e3).ToString("0.#", CultureInfo.InvariantCulture) + " us",
        < 1e9 => (ns / 1e6).ToString("0.#", CultureInfo.InvariantCulture) + " ms",
        _ => (ns / 1e9).ToString("0.00", CultureInfo.InvariantCulture) + " s",
    };
}
