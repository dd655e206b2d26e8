using System.Runtime.CompilerServices;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Simulation.Cases;
using StreamEngine.State;

namespace StreamEngine.Simulation.Running;

/// <summary>Brings in the rows of a case: cut at random, with frontiers as far ahead as they may be, standing still at random.</summary>
/// <param name="source">The rows.</param>
/// <param name="schedule">How they are cut.</param>
/// <param name="seed">Of this source.</param>
/// <param name="from">Rows before this stream time were brought in by an earlier run.</param>
/// <param name="until">Rows from this stream time on are left for a later run; null for all, and the end.</param>
internal sealed class DrawnSource(SimSource source, SimSchedule schedule, int seed, long? from, long? until) : Source
{
    private readonly Random _random = new(seed);
    private readonly List<SimRow> _rows = [.. source.Rows.Where(r => !(r.At < from) && !(r.At >= until))];

    /// <inheritdoc/>
    public override bool ClosesAtEnd => until is null;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => throw new InvalidOperationException("a drawn source stands in for one that is bound");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        var writer = context.Ports[0];
        for (var next = 0; next < _rows.Count;)
        {
            while (_random.Next(100) < schedule.StallPercent)
            {
                await Task.Yield();
            }

            if (_random.Next(100) < schedule.PunctuationPercent)
            {
                yield return new Delivery(Batch.Punctuation(writer.Schema, Before(next, next), context.Clock.GetTimestamp()));
                await Task.Yield();
            }

            var count = Math.Min(_rows.Count - next, schedule.BatchMax == 1 ? 1 : 1 + _random.Next(schedule.BatchMax));
            for (var i = next; i < next + count; i++)
            {
                foreach (var column in source.Columns)
                {
                    writer.Builder(column.Name)?.AppendObject(_rows[i][column.Name]);
                }

                writer.Commit(_rows[i].At);
            }

            next += count;
            yield return new Delivery(writer.Take(Before(next - 1, next), context.Clock.GetTimestamp()));
            await Task.Yield();
        }

        if (until is { } end)
        {
            yield return new Delivery(Batch.Punctuation(writer.Schema, end, context.Clock.GetTimestamp()));
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => throw new InvalidOperationException("a drawn source is cut by stream time");

    /// <inheritdoc/>
    public override void Load(StateReader state) => throw new InvalidOperationException("a drawn source is cut by stream time");

    /// <summary>A stream time that no row from <paramref name="next"/> on is before: at most as far as that row, at least as far as the one before.</summary>
    private long Before(int last, int next)
    {
        var least = last < _rows.Count && last < next ? _rows[last].At : next > 0 ? _rows[next - 1].At : _rows[0].At - 1;
        var most = next < _rows.Count ? _rows[next].At : until ?? least;
        return _random.Next(3) switch { 0 => least, 1 => most, _ => least + ((most - least) / 2) };
    }
}
