using System.Text.Json;

namespace StreamEngine.Bench.Episodes;

/// <summary>What the detectors of the report said of a market, four times a second of stream time.</summary>
internal sealed class Alarms
{
    /// <summary>The kinds that have a detector, as the pipelines of <c>episodes</c> and <c>detections</c> name them.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["spoofing", "iceberg", "flash_crash"];

    private static readonly string[] Severities = ["low", "medium", "high"];

    private readonly Dictionary<string, List<Alarm>> _byKind = Kinds.ToDictionary(kind => kind, _ => new List<Alarm>(), StringComparer.Ordinal);
    private readonly List<long> _asked = [];

    /// <summary>Instants at which the detectors were asked, ns, ascending.</summary>
    public IReadOnlyList<long> Asked => _asked;

    /// <summary>What a detector said, ascending by time; nothing where it saw nothing.</summary>
    public IReadOnlyList<Alarm> this[string kind] => _byKind[kind];

    /// <summary>Reads a file of lines with <c>ts</c> and a list of anomalies for each kind.</summary>
    public static Alarms Read(string path)
    {
        var alarms = new Alarms();
        foreach (var line in File.ReadLines(path))
        {
            using var row = JsonDocument.Parse(line);
            var ts = row.RootElement.GetProperty("ts").GetInt64();
            alarms._asked.Add(ts);
            foreach (var (kind, said) in alarms._byKind)
            {
                if (Gravest(row.RootElement.GetProperty(kind)) is { } severity)
                {
                    said.Add(new Alarm(ts, severity));
                }
            }
        }

        return alarms;
    }

    /// <summary>The severity of a name: 0 low, 1 medium, 2 high; null of null.</summary>
    public static int? SeverityOf(JsonElement text) => text.ValueKind == JsonValueKind.Null ? null : Array.IndexOf(Severities, text.GetString());

    /// <summary>What a detector said, as stretches without an instant of silence between: begin, end and the gravest severity of each.</summary>
    public IReadOnlyList<(long Begin, long End, int Severity)> Stretches(string kind)
    {
        var stretches = new List<(long Begin, long End, int Severity)>();
        var last = -2;
        foreach (var alarm in _byKind[kind])
        {
            var at = _asked.BinarySearch(alarm.Ts);
            if (at == last + 1)
            {
                var open = stretches[^1];
                stretches[^1] = (open.Begin, alarm.Ts, Math.Max(open.Severity, alarm.Severity));
            }
            else
            {
                stretches.Add((alarm.Ts, alarm.Ts, alarm.Severity));
            }

            last = at;
        }

        return stretches;
    }

    private static int? Gravest(JsonElement list) => list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0 ? null
        : list.EnumerateArray().Max(SeverityOfAnomaly);

    private static int SeverityOfAnomaly(JsonElement anomaly) => SeverityOf(anomaly.GetProperty("severity")) ?? -1;
}
