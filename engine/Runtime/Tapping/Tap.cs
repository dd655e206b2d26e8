using StreamEngine.Data;
using StreamEngine.Expressions;

namespace StreamEngine.Runtime;

/// <summary>
/// An observer of one edge of a run: batches that pass are retained in a bounded ring, and filtered where the tap is read, not where they pass. It never holds the run up: what it cannot keep up with is
/// skipped and counted.
/// </summary>
/// <remarks>Read by one thread at a time, any; disposed by that thread.</remarks>
public sealed class Tap : IDisposable
{
    private readonly TapTarget _target;
    private readonly TapRing _ring;
    private readonly FusedProgram? _program;
    private readonly StepCounts[] _counts;
    private readonly List<RowFailure> _failures = [];
    private readonly long _every;
    private readonly bool _isCounted;
    private long _matched;
    private long _left;

    internal Tap(TapTarget target, WhereStep? where, long every, BufferPool pool)
    {
        _target = target;
        _every = every;
        _isCounted = where is not null || target.Steps.Count > 0;
        _ring = new TapRing(_isCounted ? 1 : every);
        _counts = new StepCounts[target.Steps.Count + 1];
        IReadOnlyList<Step> steps = where is null ? target.Steps : [.. target.Steps, where];
        if (steps.Count > 0)
        {
            // dictionaries of its own: a text that only the tap computes stays out of the run's
            _program = new FusedProgram(target.Input, steps, target.Schema.Fields.Select(f => f.Name).ToHashSet(StringComparer.Ordinal), pool, new SymbolTables());
        }

        target.Point.Add(_ring);
    }

    /// <summary>Columns of the rows.</summary>
    public Schema Schema => _target.Schema;

    /// <summary>Rows that passed where the tap looks, since it was opened.</summary>
    public long Passed => _ring.Passed;

    /// <summary>Rows that were not shown because the tap was behind, or its reader had enough.</summary>
    public long Skipped => _ring.Skipped + Interlocked.Read(ref _left);

    /// <summary>Looks at the batch that waits longest.</summary>
    /// <param name="show">Told each row that is asked for: the batch and its number in it, both valid only during the call; false ends it.</param>
    /// <returns>Whether a batch waited.</returns>
    public bool TryLook(Func<Batch, int, bool> show)
    {
        if (!_ring.TryTake(out var batch, out var first))
        {
            return false;
        }

        using (batch)
        {
            if (_program is null)
            {
                Show(batch, first, show);
                return true;
            }

            _failures.Clear();
            using var kept = _program.Run(batch, _counts, _failures);
            if (kept is not null)
            {
                Show(kept, _matched, show);
                _matched += kept.Count;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _target.Point.Remove(_ring);
        _ring.Dispose();
    }

    private void Show(Batch batch, long first, Func<Batch, int, bool> show)
    {
        for (var i = (_every - (first % _every)) % _every; i < batch.Count; i += _every)
        {
            if (!show(batch, (int)i))
            {
                Interlocked.Add(ref _left, (batch.Count - 1 - i) / _every);
                return;
            }
        }
    }
}
