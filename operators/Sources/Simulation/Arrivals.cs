namespace StreamEngine.Sources.Simulation;

/// <summary>
/// When events arrive: a Poisson process whose intensity is <c>factor</c> times higher in a stretch of <c>length</c> at the end of every <c>every</c>, counted from the start, and whose mean over such a
/// period is the rate asked for.
/// </summary>
internal sealed class Arrivals
{
    private readonly long _start;
    private readonly long _every;
    private readonly long _calm;
    private readonly double _calmPerNs;
    private readonly double _burstPerNs;
    private readonly double _perPeriod;

    /// <param name="perSecond">Mean events a second.</param>
    /// <param name="start">Where periods count from, ns.</param>
    /// <param name="every">Length of a period, ns.</param>
    /// <param name="length">Length of the burst at its end, ns; less than <paramref name="every"/>.</param>
    /// <param name="factor">Intensity in a burst over intensity outside.</param>
    public Arrivals(double perSecond, long start, long every, long length, double factor)
    {
        _start = start;
        _every = every;
        _calm = every - length;
        _perPeriod = perSecond * every / 1e9;
        _calmPerNs = _perPeriod / (_calm + length * factor);
        _burstPerNs = _calmPerNs * factor;
    }

    /// <summary>Whether an instant lies in a burst.</summary>
    public bool InBurst(long ts) => (ts - _start) % _every >= _calm;

    /// <summary>The instant at which the intensity since <paramref name="ts"/> adds up to <paramref name="work"/>, at least 1 ns on.</summary>
    public long Next(long ts, double work)
    {
        var periods = Math.Floor(work / _perPeriod);
        work -= periods * _perPeriod;
        var next = ts + (long)(periods * _every);
        while (true)
        {
            var into = (next - _start) % _every;
            var (left, intensity) = into < _calm ? (_calm - into, _calmPerNs) : (_every - into, _burstPerNs);
            if (work <= left * intensity)
            {
                return Math.Max(ts + 1, next + (long)(work / intensity));
            }

            work -= left * intensity;
            next += left;
        }
    }
}
