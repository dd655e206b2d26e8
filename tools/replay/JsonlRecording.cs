using System.Globalization;
using System.Text.Json;

namespace StreamEngine.Replay;

/// <summary>JSON Lines: an object a row. Columns have the types their values show.</summary>
internal sealed class JsonlRecording(string file) : Recording(file)
{
    private static readonly string[] KindColumns = ["action", "state", "kind", "side", "port"];

    private readonly Dictionary<string, SortedSet<string>> _types = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly Dictionary<string, long> _present = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _symbols = new(StringComparer.Ordinal);
    private readonly TimeLine _times = new();
    private long _rows;
    private long _damaged;
    private string _firstDamage = "";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Damage =>
        _damaged == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{_damaged} lines are no JSON objects, first {_firstDamage}")];

    /// <inheritdoc/>
    public override async Task<Inspection> Inspect()
    {
        using var reader = new StreamReader(OpenText(File));
        for (var number = 1L; await reader.ReadLineAsync() is { } line; number++)
        {
            if (line.Length > 0)
            {
                Add(line, number);
            }
        }

        return new Inspection(File, "JSON Lines")
        {
            Columns = [.. _order.Select(c => new InspectedColumn(c, string.Join(" or ", _types[c].DefaultIfEmpty("null")), _present[c] < _rows, null))],
            Rows = _rows,
            First = _times.First,
            Last = _times.Last,
            ByKind = _kinds,
            BySymbol = _symbols,
            BackSteps = _times.BackSteps,
            LargestBackStepNs = _times.LargestBackStep,
            LongestSilenceNs = _times.LongestSilence,
            Damaged = _damaged,
            Findings = [.. _times.Findings(), .. Damage],
        };
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    private void Add(string line, long number)
    {
        try
        {
            using var row = JsonDocument.Parse(line);
            if (row.RootElement.ValueKind == JsonValueKind.Object)
            {
                Add(row.RootElement);
                return;
            }
        }
        catch (JsonException)
        {
            // told below, together with lines that are JSON but no objects
        }

        if (_damaged++ == 0)
        {
            _firstDamage = string.Create(CultureInfo.InvariantCulture, $"line {number}");
        }
    }

    private void Add(JsonElement row)
    {
        _rows++;
        foreach (var member in row.EnumerateObject())
        {
            if (!_types.TryGetValue(member.Name, out var types))
            {
                _types[member.Name] = types = new SortedSet<string>(StringComparer.Ordinal);
                _order.Add(member.Name);
                _present[member.Name] = 0;
            }

            if (member.Value.ValueKind != JsonValueKind.Null)
            {
                _present[member.Name]++;
                types.Add(TypeOf(member.Value));
            }
        }

        if (row.TryGetProperty("ts", out var ts) && TimeOf(ts) is { } time)
        {
            _times.Add(time);
        }

        Count(_kinds, row, KindColumns.FirstOrDefault(c => row.TryGetProperty(c, out _)));
        Count(_symbols, row, "symbol");
    }

    private static void Count(Dictionary<string, long> counts, JsonElement row, string? column)
    {
        if (column is not null && row.TryGetProperty(column, out var value) && value.ValueKind == JsonValueKind.String)
        {
            counts[value.GetString()!] = counts.GetValueOrDefault(value.GetString()!) + 1;
        }
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "int64" : "float64",
        JsonValueKind.String => "string",
        _ => "json",
    };

    /// <summary>Nanoseconds of a whole number, or of a time in ISO 8601 with up to nine places.</summary>
    private static long? TimeOf(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            return value.TryGetInt64(out var ns) ? ns : null;
        }

        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { } text)
        {
            return null;
        }

        // DateTime has 100 ns: the places behind the seconds are read apart
        var dot = text.IndexOf('.');
        var end = dot < 0 ? -1 : dot + 1 + text.AsSpan(dot + 1).IndexOfAnyExceptInRange('0', '9');
        var places = dot < 0 ? "" : end > dot ? text[(dot + 1)..end] : text[(dot + 1)..];
        var rest = dot < 0 ? text : text[..dot] + (end > dot ? text[end..] : "");
        return DateTime.TryParse(rest, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var whole) && places.Length <= 9
            ? ((whole - DateTime.UnixEpoch).Ticks * 100) + (places.Length == 0 ? 0 : long.Parse(places.PadRight(9, '0'), CultureInfo.InvariantCulture))
            : null;
    }
}
