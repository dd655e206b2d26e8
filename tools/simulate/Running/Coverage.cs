using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Verbs;

namespace StreamEngine.Simulation.Running;

/// <summary>What the seeds of a run covered: kinds of nodes, and of what is done to them.</summary>
internal sealed class Coverage
{
    private readonly SortedDictionary<string, int> _kinds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _circumstances = new(StringComparer.Ordinal);
    private long _rows;
    private long _steps;
    private int _seeds;
    private int _outside;

    /// <summary>Kinds of nodes that were run.</summary>
    public IReadOnlyCollection<string> Kinds => _kinds.Keys;

    /// <summary>Circumstances that were run: saves, stalls, one credit and so on.</summary>
    public IReadOnlyCollection<string> Circumstances => _circumstances.Keys;

    /// <summary>Seeds that were run.</summary>
    public int Seeds => _seeds;

    /// <summary>Counts a seed.</summary>
    public void Add(SimResult result)
    {
        if (result.IsOutside)
        {
            _outside++;
            return;
        }

        _seeds++;
        _steps += result.Steps;
        _rows += result.Case.Rows;
        foreach (var kind in result.Case.Nodes.Select(n => n.Kind).Distinct())
        {
            Count(_kinds, kind, true);
        }

        var rows = result.Case.Sources.Select(s => s.Rows).ToList();
        Count(_circumstances, "disorder", rows.Exists(r => r.Zip(r.Skip(1)).Any(p => p.Second.Ts < p.First.Ts)));
        Count(_circumstances, "duplicates", rows.Exists(r => r.Zip(r.Skip(1)).Any(p => p.Second.Cells == p.First.Cells)));
        Count(_circumstances, "gaps", rows.Exists(r => r.Zip(r.Skip(1)).Any(p => p.Second.At - p.First.At > 50 * RowDraw.Step)));
        Count(_circumstances, "quiet inputs", rows.Exists(r => r.Count < 3));
        Count(_circumstances, "null keys", rows.Exists(r => r.Any(row => row["k"] is null)));
        Count(_circumstances, "extremes", rows.Exists(r => r.Any(row => row.Cells.Values.Any(v => v is > 1e14 or < -1e14))));
        Count(_circumstances, "stream time apart from ts", rows.Exists(r => r.Any(row => row.At > row.Ts) && r.Zip(r.Skip(1)).Any(p => p.Second.At > p.First.At && p.Second.Ts < p.Second.At)));
        Count(_circumstances, "saved and loaded", result.Case.Schedule.SaveAt is not null);
        Count(_circumstances, "stalls", result.Case.Schedule.StallPercent > 0);
        Count(_circumstances, "frontiers without rows", result.Case.Schedule.PunctuationPercent > 0);
        Count(_circumstances, "batches of one row", result.Case.Schedule.BatchMax == 1);
        Count(_circumstances, "one credit", result.Case.Nodes.Any(n => n.Buffer == 1));
        Count(_circumstances, "shards", result.Case.Nodes.Any(n => n.Parallel is not null));
        Count(_circumstances, "credits from two up", result.Case.Nodes.Any(n => n.Buffer > 1));
        Count(_circumstances, "skewed keys", rows.Exists(r => r.Count > 20 && r.GroupBy(row => row["k"] as string).Max(k => k.Count()) > r.Count / 2));
        Count(_circumstances, "batches cut at random", result.Case.Schedule.BatchMax > 1 && rows.Exists(r => r.Count > 1));
        Count(_circumstances, "nested windows", result.Case.Nodes.Any(n => n.Verb is WindowVerb && Behind(result.Case, n).Any(b => b.Verb is WindowVerb)));
        Count(_circumstances, "joins of bars", result.Case.Nodes.Any(n => n.Verb is AsofVerb or IntervalVerb or LatestVerb && Behind(result.Case, n).Any(b => b.Verb is WindowVerb)));
        Count(_circumstances, "loops", result.Case.Nodes.Any(n => n.Verb is CallVerb));
        Count(_circumstances, "late rows read", result.Case.Nodes.Any(n => n.Verb?.Ports.Contains("late") == true));
    }

    /// <summary>Prints the counts.</summary>
    public void Print(TextWriter output, TimeSpan elapsed)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seeds {_seeds} in {elapsed.TotalSeconds:0.0} s, {(_seeds + _outside) / elapsed.TotalMinutes:0} a minute; {_outside} outside the reference; {_rows} rows, {_steps} tasks"));
        output.WriteLine($"node kinds {_kinds.Count}: {string.Join(", ", _kinds.Select(k => $"{k.Key} {k.Value}"))}");
        output.WriteLine($"fault kinds {_circumstances.Count}: {string.Join(", ", _circumstances.Select(k => $"{k.Key} {k.Value}"))}");
    }

    /// <summary>The nodes a node comes from.</summary>
    private static IEnumerable<SimNode> Behind(SimCase @case, SimNode node)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<SimNode>([node]);
        while (open.TryPop(out var next))
        {
            foreach (var port in next.Inputs.SelectMany(i => i.Ports))
            {
                if (@case.Nodes.FirstOrDefault(n => n.Name == port.Split('.')[0]) is { } before && names.Add(before.Name))
                {
                    open.Push(before);
                    yield return before;
                }
            }
        }
    }

    private static void Count(SortedDictionary<string, int> counts, string what, bool seen)
    {
        if (seen)
        {
            counts[what] = counts.GetValueOrDefault(what) + 1;
        }
    }
}
