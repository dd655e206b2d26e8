using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>The stretch of stream time the sources of a run have covered so far. Sources that follow it (<see cref="Source.Follows"/>) are told; they cover nothing themselves.</summary>
internal sealed class SourceSpan(int followed)
{
    private readonly Lock _lock = new();
    private readonly Covered[] _sources = [.. Enumerable.Range(0, followed).Select(_ => new Covered())];
    private readonly List<SourceFollower> _followers = [];
    private long _first = StreamTime.Never;
    private long _reached = StreamTime.Start;
    private bool _isFirstKnown;
    private bool _closes = true;
    private int _ended;

    /// <summary>Whether there is anything to follow.</summary>
    public bool HasSources => _sources.Length > 0;

    /// <summary>A follower of its own for a source.</summary>
    public SourceFollower NewFollower()
    {
        var follower = new SourceFollower(this);
        _followers.Add(follower);
        return follower;
    }

    /// <summary>A source handed over a batch.</summary>
    public void Deliver(int source, Batch batch)
    {
        lock (_lock)
        {
            var covered = _sources[source];
            if (batch.Count > 0)
            {
                covered.First = Math.Min(covered.First, batch.At(0));
            }

            covered.Bound = Math.Max(covered.Bound, batch.Frontier);
            _reached = Math.Max(_reached, Math.Max(batch.Count > 0 ? batch.At(batch.Count - 1) : StreamTime.Start, batch.Frontier is StreamTime.Start or StreamTime.Never ? StreamTime.Start : batch.Frontier - 1));
            Tell();
        }
    }

    /// <summary>A source ended; stream time closes with the last one, unless one was cut short.</summary>
    public void End(int source, bool closes)
    {
        lock (_lock)
        {
            _sources[source].Bound = StreamTime.Never;
            _closes &= closes;
            _ended++;
            Tell();
        }
    }

    /// <summary>How far the sources are.</summary>
    public Progress Now()
    {
        lock (_lock)
        {
            return new Progress(_isFirstKnown && _first < StreamTime.Never ? _first : null, _reached, _ended == _sources.Length, _closes);
        }
    }

    /// <summary>Whether a follower that waits for <paramref name="next"/> has something to do; else it will be woken.</summary>
    public bool IsReady(SourceFollower follower, Progress seen, long next)
    {
        lock (_lock)
        {
            follower.Next = next;
            return _reached >= next || _isFirstKnown != seen.First.HasValue || (_ended == _sources.Length && !seen.Ended);
        }
    }

    private void Tell()
    {
        var wasKnown = _isFirstKnown;
        if (!_isFirstKnown)
        {
            var first = StreamTime.Never;
            var bound = StreamTime.Never;
            foreach (var source in _sources)
            {
                first = Math.Min(first, source.First);
                bound = Math.Min(bound, source.Bound);
            }

            // none can bring an older row any more
            _isFirstKnown = first < StreamTime.Never && bound >= first;
            _first = first;
        }

        foreach (var follower in _followers)
        {
            if (_reached >= follower.Next || _ended == _sources.Length || wasKnown != _isFirstKnown)
            {
                follower.Wake();
            }
        }
    }

    /// <summary>What one source has covered.</summary>
    private sealed class Covered
    {
        public long First { get; set; } = StreamTime.Never;

        public long Bound { get; set; } = StreamTime.Start;
    }
}
