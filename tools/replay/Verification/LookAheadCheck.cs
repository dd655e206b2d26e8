using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Replay.Verification;

/// <summary>
/// Looks for results that know what comes later. The input is stopped, without an end, and what each sink was given must be the beginning of what it is given in the full run. Where it is stopped at an
/// instant, that beginning must also hold every row whose stream time is not later: a row that is missing then was made of input behind its own time.
/// </summary>
/// <param name="bind">Binds the pipeline anew: operators hold what binding told them.</param>
/// <param name="options">How often and where.</param>
public sealed class LookAheadCheck(Func<BoundPipeline> bind, LookAheadOptions options)
{
    private static readonly int[] BatchSizes = [1024, 1, 7, 65_536];

    private readonly SymbolTables _symbols = new(); // one for all runs: prints of rows go by codes
    private readonly Dictionary<string, LookAhead> _found = new(StringComparer.Ordinal);

    /// <summary>Runs the pipeline whole, then once for each cut.</summary>
    /// <param name="progress">Told each cut that was compared, from 1.</param>
    public async Task<LookAheadResult> Run(Action<int>? progress = null)
    {
        var samples = bind().Nodes.Where(n => n.IsSource).Select((n, i) => (n.Name, Sample: new TimeSample(options.Cuts, options.Seed + i))).ToDictionary(s => s.Name, s => s.Sample);
        var whole = options.Rows > 0 ? new Cut(samples.Keys.ToDictionary(name => name, _ => options.Rows), null) : Cut.None;
        var full = await Taped(whole, BatchSizes[0], samples);
        var sources = full.Sources.ToDictionary(s => s.Key, s => s.Value.Rows);
        var counts = full.Tapes.ToDictionary(t => t.Name, t => new List<long>());
        if (full.Failure is not null)
        {
            return new LookAheadResult(sources, [], 0, [], full.Failure);
        }

        var random = new Random(options.Seed);
        var done = 0;
        foreach (var cut in Cuts(samples, sources, random))
        {
            var size = BatchSizes[done++ % BatchSizes.Length];
            var part = await Taped(cut, size);
            foreach (var (name, tape) in part.Tapes)
            {
                counts[name].Add(tape.Rows.Count);
                if (!_found.ContainsKey(name) && Difference(full.Tape(name), tape, cut) is { } difference)
                {
                    _found[name] = await Told(name, whole, cut, size, done, difference.Kind, difference.Row);
                }
            }

            if (part.Failure is { } failure && !_found.ContainsKey(""))
            {
                _found[""] = new LookAhead(LookAheadKind.Failed, "", (failure as NodeFailedException)?.Node, done, cut, 0, 0, [], failure);
            }

            progress?.Invoke(done);
        }

        var sinks = full.Tapes.Select(t => new CutRows(t.Name, t.Tape.Rows.Count, counts[t.Name].DefaultIfEmpty().Min(), counts[t.Name].DefaultIfEmpty().Max(), counts[t.Name].Sum())).ToList();
        return new LookAheadResult(sources, sinks, done, [.. _found.Values], null);
    }

    private Task<TapedRun> Taped(Cut cut, int batch, IReadOnlyDictionary<string, TimeSample>? samples = null, bool ports = false, (string Name, long Row)? keep = null) =>
        Task.Run(() => TapedRun.Of(bind(), cut, options.Run with { BatchMax = batch, Symbols = _symbols, Pool = new BufferPool() }, samples, ports, keep));

    /// <summary>The cuts, by turns at an instant and behind rows.</summary>
    private IEnumerable<Cut> Cuts(IReadOnlyDictionary<string, TimeSample> samples, IReadOnlyDictionary<string, long> rows, Random random)
    {
        var instants = samples.OrderBy(s => s.Key, StringComparer.Ordinal).SelectMany(s => s.Value.Times).ToArray();
        random.Shuffle(instants);
        for (var i = 0; i < options.Cuts; i++)
        {
            if (i % 2 == 0 && instants.Length > 0)
            {
                yield return new Cut(null, instants[i % instants.Length]);
            }
            else
            {
                yield return new Cut(rows.OrderBy(r => r.Key, StringComparer.Ordinal).ToDictionary(r => r.Key, r => random.NextInt64(r.Value + 1)), null);
            }
        }
    }

    /// <summary>Where what was given at the cut is no beginning of what is given in the full run; null when it is one.</summary>
    private static (LookAheadKind Kind, int Row)? Difference(TapeSink full, TapeSink part, Cut cut)
    {
        var both = Math.Min(full.Rows.Count, part.Rows.Count);
        for (var i = 0; i < both; i++)
        {
            if (full.Rows[i] != part.Rows[i] || full.Times[i] != part.Times[i])
            {
                return (LookAheadKind.Changed, i);
            }
        }

        return part.Rows.Count > full.Rows.Count ? (LookAheadKind.Extra, full.Rows.Count)
            : cut.Until is { } at && full.CountUntil(at) > part.Rows.Count ? (LookAheadKind.Missing, part.Rows.Count)
            : null;
    }

    /// <summary>Runs both again for the values of the row, and to find the first node that shows it.</summary>
    private async Task<LookAhead> Told(string name, Cut whole, Cut cut, int size, int number, LookAheadKind kind, int row)
    {
        var full = (await Taped(whole, BatchSizes[0], keep: (name, row))).Tape(name);
        var part = (await Taped(cut, size, keep: (name, row))).Tape(name);
        var cells = new List<DiffCell>();
        if (full.Kept is not null && part.Kept is not null && full.Times[row] != part.Times[row])
        {
            cells.Add(new DiffCell("stream time", CellText.Time(part.Times[row]), CellText.Time(full.Times[row]), true));
        }

        for (var c = 0; c < full.Fields.Count; c++)
        {
            var (a, b) = (CellText.Of(full.Fields[c].Type, part.Kept?[c]), CellText.Of(full.Fields[c].Type, full.Kept?[c]));
            cells.Add(new DiffCell(full.Fields[c].Name, a, b, a != b));
        }

        var at = (part.Kept is null ? full : part).Times[row];
        return new LookAhead(kind, name, await Origin(whole, cut, size), number, cut, row + 1, at, cells);
    }

    private async Task<string?> Origin(Cut whole, Cut cut, int size)
    {
        var full = await Taped(whole, BatchSizes[0], ports: true);
        var part = await Taped(cut, size, ports: true);
        return full.Tapes.Select(t => t.Name).FirstOrDefault(name => Difference(full.Tape(name), part.Tape(name), cut) is not null);
    }
}
