using System.Globalization;
using System.Text.Json;

namespace StreamEngine.Bench.Episodes;

/// <summary>A simulated market with planted episodes through the features of the report: what was planted, and what each detector said.</summary>
internal sealed class EpisodeRun
{
    /// <summary>What the price does; no detector of the report looks for them.</summary>
    public static readonly IReadOnlyList<string> Movements = ["squeeze", "gap", "trend", "range"];

    private const long LongestEffect = 305_000_000_000; // of an iceberg, whose window is the longest
    private const long Reaction = 500_000_000;          // two reports
    private const double Beyond = 0.5;                  // hours the market goes on, so that all that began is told
    private const double Added = 1.1;                   // messages of episodes are among the rows of the market
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private Alarms _alarms = new();
    private readonly List<PlantedEpisode> _planted = [];
    private readonly List<PlantedEpisode> _labels = []; // also of what the end of the clock cuts off

    private EpisodeRun()
    {
    }

    /// <summary>What was planted and is over.</summary>
    public IReadOnlyList<PlantedEpisode> Planted => _planted;

    /// <summary>Instants at which the detectors were asked.</summary>
    public long Asked => _alarms.Asked.Count;

    /// <summary>Events of the market.</summary>
    public long Events { get; private init; }

    /// <summary>Runs a market.</summary>
    /// <param name="kinds">What is planted; none for a calm market.</param>
    /// <param name="hours">Event time.</param>
    /// <param name="rate">Events a second.</param>
    /// <param name="seed">Seed of the market.</param>
    public static async Task<EpisodeRun> Of(IReadOnlyList<string> kinds, double hours, int rate, long seed)
    {
        var events = (long)((hours * Added + Beyond) * 3_600 * rate);
        var run = new EpisodeRun { Events = events };
        var folder = Directory.CreateTempSubdirectory("episodes-");
        var (alarms, truth) = (Path.Combine(folder.FullName, "alarms.jsonl"), Path.Combine(folder.FullName, "labels.jsonl"));
        try
        {
            await Pipelines.RunFile(Path.Combine(AppContext.BaseDirectory, "pipelines", "episodes.yaml"),
                ("kinds", string.Join(',', kinds)), ("rate", $"{rate}/s"), ("seed", seed.ToString(CultureInfo.InvariantCulture)), ("rows", events.ToString(CultureInfo.InvariantCulture)),
                ("until", Start.AddHours(hours).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)), ("alarms", alarms), ("truth", truth));
            run._alarms = Alarms.Read(alarms);
            run.ReadLabels(truth, (Start.AddHours(hours) - DateTimeOffset.UnixEpoch).Ticks * 100);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return run;
    }

    /// <summary>The gravest a detector said of an episode, while it went on and at the two reports behind it; null for nothing.</summary>
    public int? Said(string detector, PlantedEpisode of)
    {
        var alarms = _alarms[detector];
        int? gravest = null;
        for (var i = First(alarms, of.Begin); i < alarms.Count && alarms[i].Ts <= of.End + Reaction; i++)
        {
            gravest = Math.Max(gravest ?? 0, alarms[i].Severity);
        }

        return gravest;
    }

    /// <summary>Instants at which a detector said something while nothing that could explain it was within its windows.</summary>
    public int Unexplained(string detector) =>
        _alarms[detector].Count(alarm => !_labels.Any(of => alarm.Ts >= of.Begin && alarm.Ts <= of.End + LongestEffect));

    /// <summary>Instants at which a detector said something.</summary>
    public int AlarmsOf(string detector) => _alarms[detector].Count;

    private static int First(IReadOnlyList<Alarm> alarms, long ts)
    {
        var (low, high) = (0, alarms.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = alarms[middle].Ts < ts ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void ReadLabels(string path, long end)
    {
        foreach (var line in File.ReadLines(path))
        {
            using var row = JsonDocument.Parse(line);
            var label = row.RootElement;
            var distance = label.GetProperty("threshold_distance");
            var planted = new PlantedEpisode(
                label.GetProperty("kind").GetString()!, label.GetProperty("is_look_alike").GetBoolean(), Alarms.SeverityOf(label.GetProperty("severity")),
                label.GetProperty("begin").GetInt64(), label.GetProperty("end").GetInt64(), label.GetProperty("aspect").GetString()!, distance.ValueKind == JsonValueKind.Null ? null : distance.GetDouble());
            _labels.Add(planted);
            if (planted.End + Reaction <= end)
            {
                _planted.Add(planted);
            }
        }

        if (_labels.Count > 0 && _labels[^1].Begin <= end)
        {
            throw new InvalidOperationException("the market ended before the clock: what an alarm was about may be untold");
        }
    }
}
