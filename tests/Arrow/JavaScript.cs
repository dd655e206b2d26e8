using System.Globalization;
using System.Text.Json;

namespace StreamEngine.Tests.Arrow;

/// <summary>Values as the JavaScript readers print them, and files that are handed to them.</summary>
internal static class JavaScript
{
    /// <summary>What a script prints about a file with some bytes.</summary>
    public static JsonElement[] Read(string script, byte[] bytes)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            return Lines(Node.Run(script, path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>What a script writes, and what it prints about it.</summary>
    public static (byte[] Bytes, JsonElement[] Lines) Write(string script, string framing, params string[] arguments)
    {
        var path = Path.GetTempFileName();
        try
        {
            var printed = Node.Run(script, [framing, path, .. arguments]);
            return (File.ReadAllBytes(path), Lines(printed));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A value as the scripts print it; decimals in units of 10^−18.</summary>
    public static string? Written(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        decimal money => Units(money),
        double number => (number == 0 ? 0 : number).ToString("R", CultureInfo.InvariantCulture),
        float number => Written((double)number),
        float[] vector => string.Join(' ', vector.Select(x => Written((double)x))),
        double[] vector => string.Join(' ', vector.Select(x => Written(x))),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>A value that a script printed.</summary>
    public static string? Written(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(Written)),
        _ => value.GetString(),
    };

    /// <summary>Compares rows with those a script printed.</summary>
    public static void Same(IReadOnlyList<object?[]> rows, IReadOnlyList<JsonElement> printed)
    {
        Assert.Equal(printed.Count, rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            Assert.Equal(printed[i].EnumerateArray().Select(Written), rows[i].Select(Written));
        }
    }

    private static JsonElement[] Lines(string printed) =>
        [.. printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];

    private static string Units(decimal money)
    {
        var digits = money.ToString("F18", CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal).TrimStart('-').TrimStart('0');
        return digits.Length == 0 ? "0" : (money < 0 ? "-" : "") + digits;
    }
}
