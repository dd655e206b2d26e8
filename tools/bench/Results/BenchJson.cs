using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StreamEngine.Bench.Results;

/// <summary>JSON as the tool prints and stores it: indented, keys in snake_case, figures with at most four digits that count behind the point.</summary>
internal static class BenchJson
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As text, with an end of line.</summary>
    public static string Text(JsonNode node) => node.ToJsonString(Options) + "\n";

    /// <summary>A figure, rounded.</summary>
    public static JsonNode Number(double value) => Math.Round(value, value < 1 ? 5 : 3);

    /// <summary>The value of a number node, whatever number it was made of.</summary>
    public static double Value(JsonNode number) => double.Parse(number.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Noise of the machine during a benchmark.</summary>
    public static JsonObject Of(Noise noise) => new()
    {
        ["idle_loop_p999_ns"] = Number(noise.HiccupP999),
        ["idle_loop_longest_ns"] = Number(noise.HiccupMax),
        ["memcpy_64_byte_row_ns"] = Number(noise.CopyNanoseconds),
        ["cores"] = noise.Cores,
    };

    /// <summary>The machine and the runtime.</summary>
    public static JsonObject Machine() => new()
    {
        ["processor"] = Processor(),
        ["cores"] = Environment.ProcessorCount,
        ["runtime"] = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription,
        ["vector_bits"] = System.Numerics.Vector<byte>.Count * 8,
    };

    private static string Processor()
    {
        const string Books = "/proc/cpuinfo";
        var line = File.Exists(Books) ? File.ReadLines(Books).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
