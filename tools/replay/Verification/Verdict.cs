using System.Diagnostics;

namespace StreamEngine.Replay.Verification;

/// <summary>Whether runs agree with one another and with the golden answer.</summary>
/// <param name="Runs">The runs.</param>
/// <param name="Sinks">What each sink was given, by stretch.</param>
/// <param name="Disagreements">What differs, the first of each sink and stretch.</param>
public sealed record Verdict(IReadOnlyList<RunOutcome> Runs, IReadOnlyList<SinkAnswers> Sinks, IReadOnlyList<Disagreement> Disagreements)
{
    /// <summary>Whether no run failed and every sink has one answer, the golden one where there is one.</summary>
    public bool IsOne => Disagreements.Count == 0 && Runs.All(r => r.Failure is null);

    /// <summary>Compares runs.</summary>
    /// <param name="runs">The runs; the first of each stretch is what others are compared with.</param>
    /// <param name="golden">What the whole must give; null when nobody knows.</param>
    /// <param name="goldenName">What the golden answer is called.</param>
    /// <exception cref="IOException">Kept rows cannot be read.</exception>
    public static async Task<Verdict> Of(IReadOnlyList<RunOutcome> runs, Golden? golden, string goldenName)
    {
        var answers = new List<SinkAnswers>();
        var disagreements = new List<Disagreement>();
        foreach (var stretch in runs.Where(r => r.Failure is null).GroupBy(r => r.Conditions.Stretch))
        {
            var reference = stretch.First();
            foreach (var name in stretch.SelectMany(r => r.Sinks.Select(s => s.Sink)).Distinct())
            {
                var outcomes = stretch.SelectMany(r => r.Sinks.Where(s => s.Sink == name)).ToList();
                answers.Add(new SinkAnswers(name, stretch.Key, outcomes.Count, outcomes[0].Rows, [.. outcomes.Select(s => s.Content).Distinct()], [.. outcomes.Select(s => s.Bytes).OfType<string>().Distinct()]));
                var expected = reference.Sinks.FirstOrDefault(s => s.Sink == name);
                if (stretch.FirstOrDefault(r => !Equals(r.Sinks.FirstOrDefault(s => s.Sink == name), expected)) is { } other)
                {
                    disagreements.Add(await Between(name, stretch.Key, expected, reference.Conditions.ToString(), reference.Recordings.GetValueOrDefault(name), other));
                }
            }
        }

        if (golden is not null && runs.FirstOrDefault(r => r.Failure is null && r.Conditions.Stretch is null) is { } whole)
        {
            foreach (var name in golden.Sinks.Concat(whole.Sinks).Select(s => s.Sink).Distinct())
            {
                var expected = golden.Sinks.FirstOrDefault(s => s.Sink == name);
                if (!Equals(expected, whole.Sinks.FirstOrDefault(s => s.Sink == name)))
                {
                    disagreements.Add(await Between(name, null, expected, goldenName, golden.RowsOf(name), whole));
                }
            }
        }

        return new Verdict(runs, answers, disagreements);
    }

    private static async Task<Disagreement> Between(string sink, long? stretch, SinkOutcome? expected, string expectedBy, string? rows, RunOutcome run)
    {
        var found = run.Sinks.FirstOrDefault(s => s.Sink == sink);
        DiffRow? first = null;
        var started = Stopwatch.GetTimestamp();
        if (rows is not null && File.Exists(rows) && run.Recordings.GetValueOrDefault(sink) is { } other && File.Exists(other) && expected?.Content != found?.Content)
        {
            var (a, b) = (await Recording.Open(rows), await Recording.Open(other));
            first = a.Schema.Fields.Select(f => (f.Name, f.Type)).SequenceEqual(b.Schema.Fields.Select(f => (f.Name, f.Type))) ? await FirstDifference.Of(a, b, new RefusedRows()) : null;
        }

        return new Disagreement(sink, stretch, expected, expectedBy, found, run.Conditions.ToString(), first, Stopwatch.GetElapsedTime(started));
    }
}
